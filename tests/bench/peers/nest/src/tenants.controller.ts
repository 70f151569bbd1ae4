import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

import { TenantsService } from './tenants.service';
import { CurrentCaller, TokenGuard } from './token.guard';
import { Caller } from './token.service';

class ListQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit = 50;
}

@Controller('v1/tenants')
@UseGuards(TokenGuard)
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  @Get()
  list(@CurrentCaller() caller: Caller, @Query() query: ListQuery) {
    return this.tenants.list(caller.tenant, query.limit);
  }

  @Get(':id')
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.tenants.get(caller.tenant, id);
  }
}
