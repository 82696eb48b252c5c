import { randomBytes } from 'node:crypto';

/** What the environment says of the run that this service works with. */
export interface Settings {
  /** host:port of the brokers, or of a proxy before them. */
  brokers: string[];
  /** How the run's topics and groups begin: 'orderflow-1a2b3c4d.', or nothing on the embedded Kafka. */
  prefix: string;
  /** Whether it publishes orders. */
  publishes: boolean;
  /** Whether it is a member of the group in-house. */
  works: boolean;
  /** How its orders' ids begin: another one each time, since an id that exists is refused. */
  ids: string;
}

/** The ids that a prefix may have: those of topics, which the brokers would refuse else. */
const PREFIX = /^[a-zA-Z0-9._-]{0,200}$/;

const ROLES = ['both', 'orders', 'worker'];

/** Reads the environment. What is wrong with it is one line. */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const brokers = (env.ORDERFLOW_BROKERS ?? '').split(',').filter((broker) => broker !== '');
  if (brokers.length === 0) {
    throw new Error('ORDERFLOW_BROKERS: want host:port of the brokers, separated by commas');
  }
  const prefix = env.ORDERFLOW_PREFIX ?? '';
  if (!PREFIX.test(prefix)) {
    throw new Error('ORDERFLOW_PREFIX: want the prefix that orderflow live shows, such as orderflow-1a2b3c4d.');
  }
  const role = env.ORDERFLOW_ROLE ?? 'both';
  if (!ROLES.includes(role)) {
    throw new Error(`ORDERFLOW_ROLE: want one of ${ROLES.join(', ')}`);
  }
  return { brokers, prefix, publishes: role !== 'worker', works: role !== 'orders', ids: `nest-${randomBytes(3).toString('hex')}` };
}

const settings = settingsOf(process.env);

/** The run's topics and groups, by their names on the cluster. */
export const names = {
  orders: `${settings.prefix}sns.orders`,
  status: `${settings.prefix}sns.order-status`,
  inHouse: `${settings.prefix}in-house`,
  client: `${settings.prefix}nest-orders`,
};

export default settings;
