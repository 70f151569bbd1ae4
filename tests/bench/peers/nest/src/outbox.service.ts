import { Injectable } from '@nestjs/common';
import Redis from 'ioredis';

import { DatabaseService, Statement } from './database.service';
import { settings } from './settings';

const newer: Statement = {
  name: 'newer',
  text: 'SELECT number, topic, json, numbered_at AS "numberedAt" FROM outbox WHERE number > $1 ORDER BY number LIMIT 1000',
};
const newest: Statement = { name: 'newest', text: 'SELECT newest FROM outbox_sequence WHERE id = 1' };

export interface OutboxMessage {
  number: number;
  topic: string;
  json: string;
  numberedAt: number;
}

// What other nodes of the platform have announced: Redis rings, the database has the messages.
@Injectable()
export class OutboxService {
  private published = 0;
  private looking = false;
  private again = false;

  constructor(private readonly database: DatabaseService) {}

  async start(onMessage: (message: OutboxMessage) => void): Promise<void> {
    if (!settings.redisPort) return;
    const [row] = await this.database.rows<{ newest: number }>(null, newest, []);
    this.published = row.newest;
    const redis = new Redis(settings.redisPort, '127.0.0.1');
    redis.on('message', () => void this.look(onMessage));
    await redis.subscribe('steward:outbox');
  }

  // Rings that come while the last one is being followed are one.
  private async look(onMessage: (message: OutboxMessage) => void): Promise<void> {
    this.again = true;
    if (this.looking) return;
    this.looking = true;
    while (this.again) {
      this.again = false;
      const messages = await this.database.inTenant('*', (client) =>
        this.database.rows<OutboxMessage>(client, newer, [this.published]),
      );
      for (const message of messages) {
        this.published = message.number;
        onMessage(message);
      }
    }
    this.looking = false;
  }
}
