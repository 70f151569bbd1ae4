import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { DatabaseService, Statement } from './database.service';
import { DefinitionDto } from './report.dto';
import { Caller } from './token.service';

const insert: Statement = {
  name: 'insert',
  text: `INSERT INTO saved_reports (id, tenant_id, name, definition, saved_by, saved_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};

@Injectable()
export class ReportsService {
  constructor(private readonly database: DatabaseService) {}

  // The table has no policy: reports of the platform's staff belong to no tenant.
  async save(caller: Caller, definition: DefinitionDto) {
    const id = 'rep_' + randomUUID().replaceAll('-', '').slice(0, 26);
    const now = Date.now();
    const owner = caller.tenant === '*' ? '' : caller.tenant;
    await this.database.inTransaction((client) =>
      this.database.rows(client, insert, [id, owner, definition.name, JSON.stringify(definition), caller.name, now, 1]),
    );
    return { id, name: definition.name, definition, savedBy: caller.name, savedAt: new Date(now).toISOString(), version: 1 };
  }
}
