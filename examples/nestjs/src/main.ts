import 'reflect-metadata';

import { Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientKafka, ClientsModule, Transport, type KafkaOptions, type MicroserviceOptions } from '@nestjs/microservices';

import { Orders } from './orders.js';
import { say } from './say.js';
import settings, { names } from './settings.js';
import { Worker } from './worker.js';

process.env.KAFKAJS_NO_PARTITIONER_WARNING ??= '1'; // its new partitioner is the one of the run: murmur2 of the key

/** postfixId '' keeps the groups' names: Nest appends -server and -client else. */
const shared = { client: { clientId: 'nest', brokers: settings.brokers }, postfixId: '' };

const reports: KafkaOptions = { transport: Transport.KAFKA, options: { ...shared, producerOnlyMode: true } };
const orders: KafkaOptions = { transport: Transport.KAFKA, options: { ...shared, consumer: { groupId: names.client } } };
const inHouse: MicroserviceOptions = {
  transport: Transport.KAFKA,
  options: { ...shared, consumer: { groupId: names.inHouse }, subscribe: { fromBeginning: true } },
};

@Module({
  imports: [ClientsModule.register([{ name: 'REPORTS', ...reports }])],
  controllers: [Worker],
})
class WorkerModule {}

@Module({
  imports: [ClientsModule.register([{ name: 'ORDERS', ...orders }])],
  providers: [Orders],
})
class OrdersModule {}

const logger = ['error', 'warn'] as const;

async function work(): Promise<INestMicroservice> {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(WorkerModule, { ...inHouse, logger: [...logger] });
  await app.listen();
  say('worker', `is a member of ${names.inHouse}`);
  return app;
}

async function publish(): Promise<void> {
  const app = await NestFactory.createApplicationContext(OrdersModule, { logger: [...logger] });
  const client = app.get<ClientKafka>('ORDERS');
  client.subscribeToResponseOf(names.orders);
  await client.connect();
  await app.get(Orders).publish();
  await client.close();
  await app.close();
}

const worker = settings.works ? await work() : undefined;

/** How long the worker may take to leave its group, in milliseconds: without brokers kafkajs would try for ever. */
const LEAVING = 2_000;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    setTimeout(() => process.exit(0), LEAVING);
    void worker?.close().finally(() => process.exit(0));
  });
}
if (settings.publishes) {
  await publish();
  say('orders', worker ? 'published; the worker goes on until Ctrl-C' : 'published');
}
