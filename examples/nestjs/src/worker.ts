import { setTimeout as sleep } from 'node:timers/promises';

import { Controller, Inject } from '@nestjs/common';
import { ClientKafka, Ctx, EventPattern, KafkaContext, KafkaHeaders, Payload } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';

import type { Answer, Order, Refusal, StatusEvent } from './order.js';
import { say } from './say.js';
import { names } from './settings.js';

/** How long the work takes, in milliseconds. */
const WORK = 200;

/** How many orders a worker remembers. */
const REMEMBERED = 10_000;

/**
 * A member of the run's group in-house. sns.orders has the orders of every group,
 * and Nest answers each request that a @MessagePattern handles: the caller of an
 * external order would get its answer from here. So it takes requests as events,
 * and answers those that it carries out.
 */
@Controller()
export class Worker {
  /** Where the record of each order is that it has taken: a second one is another order with its id, or a copy. */
  private readonly taken = new Map<string, string>();

  constructor(@Inject('REPORTS') private readonly reports: ClientKafka) {}

  @EventPattern<string>(names.orders)
  async handle(@Payload() order: Order, @Ctx() context: KafkaContext): Promise<void> {
    if (order.fulfilment !== 'in-house') {
      return;
    }
    if (!this.take(order.id, `${context.getPartition()}@${context.getMessage().offset}`)) {
      say('worker', `${order.id}: refused, it exists already`);
      return this.answer(context, {}, { status: 'error', message: `order "${order.id}" exists already` });
    }
    await this.report({ id: order.id, row: 'processing', delivered: 0 });
    await sleep(WORK);
    await this.report({ id: order.id, row: 'completed', delivered: order.quantity });
    await this.answer(context, { id: order.id, result: 'done' });
    say('worker', `${order.id}: done, from partition ${context.getPartition()}`);
  }

  /** Reports whether the record is the order's first: it may come again, if its offset was not committed. */
  private take(id: string, place: string): boolean {
    const first = this.taken.get(id) ?? place;
    this.taken.set(id, first);
    if (this.taken.size > REMEMBERED) {
      this.taken.delete(this.taken.keys().next().value!); // a map keeps the order of insertion
    }
    return first === place;
  }

  /** The report is acknowledged before the handler ends, so before its offset is committed. */
  private async report(event: StatusEvent): Promise<void> {
    await lastValueFrom(this.reports.emit(names.status, { key: event.id, value: event }));
  }

  /** Answers the caller of a send(), as Nest's own server does; an event has none. */
  private async answer(context: KafkaContext, value: Answer | object, error?: Refusal): Promise<void> {
    const headers = context.getMessage().headers ?? {};
    const correlation = headers[KafkaHeaders.CORRELATION_ID]?.toString();
    const topic = headers[KafkaHeaders.REPLY_TOPIC]?.toString();
    if (!correlation || !topic) {
      return;
    }
    await lastValueFrom(
      this.reports.emit(topic, {
        value,
        partition: Number(headers[KafkaHeaders.REPLY_PARTITION] ?? 0),
        headers: {
          [KafkaHeaders.CORRELATION_ID]: correlation,
          [KafkaHeaders.NEST_IS_DISPOSED]: Buffer.alloc(1),
          ...(error && { [KafkaHeaders.NEST_ERR]: JSON.stringify(error) }),
        },
      }),
    );
  }
}
