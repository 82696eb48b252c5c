import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** An order as `orderflow live --format json` reports it; it has more fields. */
export interface ReportedOrder {
  id: string;
  foreign?: boolean;
  row: string;
  copies: number;
  handled: number;
  committed: boolean;
  replies: number;
  caller: { outcome: string };
}

export interface Report {
  orders: ReportedOrder[];
  totals: { orders: number; foreign?: number; finished: number; lost: number; duplicated: number; unknown: number; points_charged: number };
  anomalies: { name: string; order: string }[];
}

/** A run of orderflow on the embedded Kafka, into which others come by loopback ports. */
export interface Live {
  brokers: string;
  prefix: string;
  process: ChildProcess;
  report: Promise<Report>;
}

/** How the line begins that says where the run listens, and what is behind it. */
const LISTENING = /^listening on (\S+); topics (\S*)sns\.orders,/;

/** Ends a process with its test, whatever the process is at. */
export function endedBy(signal: AbortSignal): { signal: AbortSignal; killSignal: 'SIGKILL' } {
  return { signal, killSignal: 'SIGKILL' };
}

/** Starts a run, and waits until it lets others in. */
export async function live(orderflow: string, signal: AbortSignal, ...args: string[]): Promise<Live> {
  const process = spawn(orderflow, ['live', '--headless', '--format', 'json', '--lang', 'en', '--listen', '127.0.0.1:0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...endedBy(signal),
  });
  const report = text(process).then((out) => JSON.parse(out) as Report);
  report.catch(() => undefined); // whoever waits for it is told
  const said: string[] = [];
  for await (const line of createInterface({ input: process.stderr! })) {
    said.push(line);
    const found = LISTENING.exec(line);
    if (found) {
      process.stderr!.resume();
      return { brokers: found[1], prefix: found[2], process, report };
    }
  }
  throw new Error(`orderflow does not listen: ${said.join('\n')}`);
}

/** What a process prints until its end, which must be a good one. */
function text(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    process.stdout!.setEncoding('utf8').on('data', (part: string) => (out += part));
    process.on('error', reject);
    process.on('close', (code, signal) => (code === 0 ? resolve(out) : reject(new Error(`exit code ${code ?? signal}: ${out}`))));
  });
}
