import { Module } from '@nestjs/common';

import { DatabaseService } from './database.service';
import { FeedGateway } from './feed.gateway';
import { HealthController } from './health.controller';
import { OutboxService } from './outbox.service';
import { ReportsController } from './reports.controller';
import { ReportsService } from './reports.service';
import { TenantsController } from './tenants.controller';
import { TenantsService } from './tenants.service';
import { TokenService } from './token.service';

@Module({
  controllers: [HealthController, TenantsController, ReportsController],
  providers: [DatabaseService, FeedGateway, OutboxService, ReportsService, TenantsService, TokenService],
})
export class AppModule {}
