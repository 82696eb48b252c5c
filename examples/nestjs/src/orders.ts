import { Inject, Injectable } from '@nestjs/common';
import { ClientKafka } from '@nestjs/microservices';
import { lastValueFrom, timeout } from 'rxjs';

import type { Answer, Order } from './order.js';
import { say } from './say.js';
import settings, { names } from './settings.js';

/** How long the answer of a send() is waited for, in milliseconds. */
const PATIENCE = 20_000;

/** An order service that publishes to the run's sns.orders in the three ways. */
@Injectable()
export class Orders {
  constructor(@Inject('ORDERS') private readonly client: ClientKafka) {}

  /** Publishes five orders, and the last one twice. */
  async publish(): Promise<void> {
    const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((n) => order(`${settings.ids}-${n}`, n === 2 ? 'external' : 'in-house'));

    this.client.emit(names.orders, message(a)); // hot: it starts without a subscriber, and nobody hears how it went
    say('emit', `${a.id}: handed over`);

    for (const one of [b, c]) {
      await lastValueFrom(this.client.emit(names.orders, message(one)));
      say('await emit', `${one.id}: the broker has it`);
    }
    for (const one of [d, e, e]) {
      await this.request(one);
    }
  }

  /** send() is cold: it is sent when somebody subscribes, and tells what the handler said. */
  private async request(one: Order): Promise<void> {
    try {
      const answer = await lastValueFrom(this.client.send<Answer>(names.orders, message(one)).pipe(timeout(PATIENCE)));
      say('send', `${one.id}: ${answer.result}`);
    } catch (error) {
      say('send', `${one.id}: refused: ${said(error)}`);
    }
  }
}

function order(id: string, fulfilment: Order['fulfilment']): Order {
  return { id, customer: 'person', channel: 'instagram', product: 'likes', quantity: 100, points: 2000, fulfilment, link: '@brand.official' };
}

function message(one: Order): { key: string; value: Order } {
  return { key: one.id, value: one };
}

/** What the handler threw: {status, message} of an RpcException, or an Error. */
function said(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
