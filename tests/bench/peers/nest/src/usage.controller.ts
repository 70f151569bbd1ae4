import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';

import { CurrentCaller, TokenGuard } from './token.guard';
import { Caller } from './token.service';
import { UsageReportDto } from './usage.dto';
import { UsageService } from './usage.service';

@Controller('v1/usage')
@UseGuards(TokenGuard)
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  @Post()
  @HttpCode(200)
  report(@CurrentCaller() caller: Caller, @Body() report: UsageReportDto) {
    return this.usage.report(caller, report.events);
  }
}
