import { Injectable, NotFoundException } from '@nestjs/common';

import { DatabaseService, Statement } from './database.service';

const columns = `id, name, slug, domain, status, plan, billing_interval AS "billingInterval", region,
  owner_name AS "ownerName", owner_email AS "ownerEmail", tags, currency, mrr_minor AS "mrrMinor", users,
  seats_limit AS "seatsLimit", api_calls_limit AS "apiCallsLimit", storage_limit AS "storageLimit",
  webhooks_limit AS "webhooksLimit", api_calls_used AS "apiCallsUsed", storage_used AS "storageUsed",
  webhooks_used AS "webhooksUsed", created_at AS "createdAt", renews_at AS "renewsAt",
  last_active_at AS "lastActiveAt", version`;

// The total comes along, which saves this program a round trip.
const page: Statement = {
  name: 'page',
  text: `SELECT ${columns}, (SELECT tenants FROM tenant_count) AS total FROM tenants ORDER BY name, id LIMIT $1`,
};
const one: Statement = { name: 'one', text: `SELECT ${columns} FROM tenants WHERE id = $1` };

interface Row {
  id: string;
  name: string;
  tags: string;
  createdAt: number;
  renewsAt: number | null;
  lastActiveAt: number;
  total?: number;
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function tenantOf({ total, ...row }: Row) {
  return {
    ...row,
    tags: JSON.parse(row.tags) as string[],
    createdAt: time(row.createdAt),
    renewsAt: row.renewsAt === null ? undefined : time(row.renewsAt),
    lastActiveAt: time(row.lastActiveAt),
  };
}

@Injectable()
export class TenantsService {
  constructor(private readonly database: DatabaseService) {}

  async list(tenant: string, limit: number) {
    const rows = await this.database.inTenant(tenant, (client) =>
      this.database.rows<Row>(client, page, [limit + 1]),
    );
    const items = rows.slice(0, limit).map(tenantOf);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const nextCursor = last && Buffer.from(JSON.stringify(['name', last.name, last.id])).toString('base64url');
    return { items, nextCursor, total: rows[0]?.total ?? 0, totalIsExact: true };
  }

  async get(tenant: string, id: string) {
    const rows = await this.database.inTenant(tenant, (client) => this.database.rows<Row>(client, one, [id]));
    if (rows.length === 0) throw new NotFoundException('There is no such tenant.');
    return tenantOf(rows[0]);
  }
}
