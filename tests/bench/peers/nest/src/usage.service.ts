import { ForbiddenException, Injectable } from '@nestjs/common';
import { PoolClient } from 'pg';

import { DatabaseService, Statement } from './database.service';
import { Caller } from './token.service';
import { UsageEventDto } from './usage.dto';

const tenant: Statement = { name: 'known', text: 'SELECT id FROM tenants WHERE id = $1' };
const insert: Statement = {
  name: 'insert',
  text: `INSERT INTO usage_events (tenant_id, id, metric, quantity, occurred_at, counted_on, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, id) DO NOTHING`,
};
const stored: Statement = {
  name: 'stored',
  text: 'SELECT metric, quantity, occurred_at AS "occurredAt", counted_on AS "countedOn" FROM usage_events WHERE tenant_id = $1 AND id = $2',
};
const add: Statement = {
  name: 'add',
  text: `INSERT INTO usage (tenant_id, day, metric, quantity) VALUES ($1, $2, $3, $4)
    ON CONFLICT (tenant_id, day, metric) DO UPDATE SET quantity = usage.quantity + excluded.quantity`,
};

const day = 86_400_000;
const minute = 60_000;

interface Stored {
  metric: string;
  quantity: number;
  occurredAt: number;
  countedOn: number;
}

interface Result {
  id: string;
  outcome: string;
  countedOn?: string;
}

function dayOf(number: number): string {
  return new Date(number * day).toISOString();
}

// The month of three days ago is the earliest that is open.
function countedOn(occurredAt: number, now: number): number {
  const grace = new Date(now - 3 * day);
  return Math.floor(Math.max(occurredAt, Date.UTC(grace.getUTCFullYear(), grace.getUTCMonth(), 1)) / day);
}

@Injectable()
export class UsageService {
  constructor(private readonly database: DatabaseService) {}

  async report(caller: Caller, events: UsageEventDto[]) {
    if (caller.tenant !== '*') throw new ForbiddenException();
    const now = Date.now();
    const results = await this.database.inTenant(caller.tenant, async (client) => {
      const list: Result[] = [];
      for (const event of events) list.push(await this.count(client, event, now));
      return list;
    });
    const number = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
    const counted = number('counted');
    const repeated = number('repeated');
    return { counted, repeated, refused: results.length - counted - repeated, results };
  }

  private async count(client: PoolClient, event: UsageEventDto, now: number): Promise<Result> {
    const { id, tenantId, metric, quantity } = event;
    const occurredAt = Date.parse(event.occurredAt);
    if (occurredAt > now + 5 * minute) return { id, outcome: 'ahead' };
    if (occurredAt < now - 35 * day) return { id, outcome: 'tooOld' };
    if ((await this.database.rows(client, tenant, [tenantId])).length === 0) return { id, outcome: 'noSuchTenant' };
    const on = countedOn(occurredAt, now);
    const changed = await this.database.change(client, insert, [tenantId, id, metric, quantity, occurredAt, on, now]);
    if (changed === 1) {
      await this.database.change(client, add, [tenantId, on, metric, quantity]);
      return { id, outcome: 'counted', countedOn: dayOf(on) };
    }
    const [before] = await this.database.rows<Stored>(client, stored, [tenantId, id]);
    const same = before.metric === metric && before.quantity === quantity && before.occurredAt === occurredAt;
    return same ? { id, outcome: 'repeated', countedOn: dayOf(before.countedOn) } : { id, outcome: 'conflict' };
  }
}
