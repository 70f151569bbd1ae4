import { Body, Controller, Post, UseGuards } from '@nestjs/common';

import { ReportDraftDto } from './report.dto';
import { ReportsService } from './reports.service';
import { CurrentCaller, TokenGuard } from './token.guard';
import { Caller } from './token.service';

@Controller('v1/reports')
@UseGuards(TokenGuard)
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Post()
  save(@CurrentCaller() caller: Caller, @Body() draft: ReportDraftDto) {
    return this.reports.save(caller, draft.definition);
  }
}
