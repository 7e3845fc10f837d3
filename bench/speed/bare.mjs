// SPDX-License-Identifier: EUPL-1.2
// NestJS on Fastify and MikroORM with one table: what the product's memory and start are compared with.
import 'reflect-metadata';
import { defineEntity, p } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

const Unit = defineEntity({
  name: 'Unit',
  tableName: 'unit',
  properties: { id: p.uuid().primary(), name: p.string() },
});
const orm = await MikroORM.init({ clientUrl: process.env.DATABASE_URL, entities: [Unit] });

class Health {
  async ready() {
    await orm.em.fork().execute('select 1');
    return {};
  }
}
Controller()(Health);
Get('health')(Health.prototype, 'ready', Object.getOwnPropertyDescriptor(Health.prototype, 'ready'));

class Bare {}
Module({ controllers: [Health] })(Bare);

const app = await NestFactory.create(Bare, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
