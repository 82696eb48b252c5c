import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

import { endedBy, live } from './live.js';

/** The program: ORDERFLOW names it, else it is the one in the PATH. */
const orderflow = process.env.ORDERFLOW ?? 'orderflow';

/** What the service prints of an order. */
const LINE = /^(emit|await emit|send|worker)\s+(nest-\S+): (.*)$/;

test('a NestJS service publishes orders, and does a share of the work', { timeout: 55_000 }, async ({ signal }) => {
  const run = await live(orderflow, signal, '--orders', '24', '--rate', '2/s', '--external', '0', '--mode', 'send', '--workers', '1', '--until', '30s'); // it would wait for the service to leave
  const service = spawn(process.execPath, ['dist/src/main.js'], {
    env: { ...process.env, ORDERFLOW_BROKERS: run.brokers, ORDERFLOW_PREFIX: run.prefix },
    ...endedBy(signal),
    stdio: ['ignore', 'pipe', 'pipe'], // when the run ends kafkajs complains, and rightly
  });
  let complaints = '';
  service.stderr.setEncoding('utf8').on('data', (part: string) => (complaints += part));
  let printed = '';
  service.stdout.setEncoding('utf8').on('data', (part: string) => (printed += part));
  const ended = once(service, 'close');
  try {
    const report = await run.report;
    service.kill('SIGTERM');
    const stuck = setTimeout(() => service.kill('SIGKILL'), 5_000); // kafkajs may spin without brokers, and hears no signal then
    await ended;
    clearTimeout(stuck);
    const lines = printed.split('\n');
    console.log(lines.join('\n'));
    console.log('the run    ', JSON.stringify(report.totals));

    const said = lines.map((line) => LINE.exec(line)).filter((match) => match !== null);
    const by = (who: string) => said.filter(([, name]) => name === who).map(([, , id, what]) => ({ id, what }));
    assert.equal(by('emit').length, 1);
    assert.equal(by('await emit').length, 2);
    const answers = by('send');
    assert.deepEqual(
      answers.map(({ what }) => what.replace(/, as #\d+$/, '')), // who refuses a record is the member that has its partition
      ['done', 'done', `refused: order "${answers[2]?.id}" exists already`],
    );

    const nest = report.orders.filter((order) => order.foreign);
    assert.deepEqual(new Set(nest.map(({ id }) => id)), new Set(said.filter(([, name]) => name !== 'worker').map(([, , id]) => id)));
    for (const order of nest) {
      assert.deepEqual([order.row, order.copies, order.handled, order.committed, order.caller.outcome], ['completed', 1, 1, true, 'unknown'], order.id);
    }
    assert.deepEqual(nest.map(({ replies }) => replies), [0, 0, 0, 1, 1]);
    const own = report.orders.filter((order) => !order.foreign);
    assert.ok(own.every(({ caller }) => caller.outcome === 'value'), 'whoever of the group does the work answers the run\'s own send()');

    const { totals } = report;
    assert.deepEqual([totals.orders, totals.foreign, totals.finished, totals.lost, totals.unknown], [29, 5, 29, 0, 0]);
    assert.ok(report.anomalies.every(({ name }) => name === 'duplicate-work' || name === 'reordered'), JSON.stringify(report.anomalies)); // of an order that a rebalance met
    const worked = lines.filter((line) => /^worker\s+\S+: done/.test(line)).length;
    assert.ok(worked > 0 && worked < 29, `NestJS did ${worked} of 29 orders`);
  } catch (error) {
    console.log(complaints);
    throw error;
  } finally {
    service.kill('SIGKILL');
    run.process.kill('SIGKILL');
  }
});
