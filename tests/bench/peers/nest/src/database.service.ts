import { Injectable } from '@nestjs/common';
import { escapeLiteral, Pool, PoolClient, QueryResultRow, types } from 'pg';

import { settings } from './settings';

// Counts and times in milliseconds are below 2^53.
types.setTypeParser(types.builtins.INT8, Number);

export interface Statement {
  name: string;
  text: string;
}

@Injectable()
export class DatabaseService {
  private readonly pool = new Pool({
    host: settings.databaseHost,
    port: settings.databasePort,
    database: settings.database,
    user: settings.databaseUser,
    max: settings.connections,
  });

  // Rows of the tenant, or of all of them ('*'), and of nobody else.
  async inTenant<T>(tenant: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      if (settings.tuned) {
        await client.query(`BEGIN; SELECT set_config('app.tenant_id', ${escapeLiteral(tenant)}, true)`);
      } else {
        await client.query('BEGIN');
        await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenant]);
      }
      const outcome = await work(client);
      await client.query('COMMIT');
      return outcome;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  async rows<T extends QueryResultRow>(client: PoolClient | null, statement: Statement, values: unknown[]): Promise<T[]> {
    return (await this.run<T>(client, statement, values)).rows;
  }

  // How many rows it changed.
  async change(client: PoolClient, statement: Statement, values: unknown[]): Promise<number> {
    return (await this.run(client, statement, values)).rowCount ?? 0;
  }

  private run<T extends QueryResultRow>(client: PoolClient | null, statement: Statement, values: unknown[]) {
    const name = settings.tuned ? statement.name : undefined;
    return (client ?? this.pool).query<T>({ name, text: statement.text, values });
  }
}
