import { Module } from '@nestjs/common';

import { DatabaseService } from './database.service';
import { FeedGateway } from './feed.gateway';
import { HealthController } from './health.controller';
import { OutboxService } from './outbox.service';
import { TenantsController } from './tenants.controller';
import { TenantsService } from './tenants.service';
import { TokenService } from './token.service';
import { UsageController } from './usage.controller';
import { UsageService } from './usage.service';

@Module({
  controllers: [HealthController, TenantsController, UsageController],
  providers: [DatabaseService, FeedGateway, OutboxService, TenantsService, TokenService, UsageService],
})
export class AppModule {}
