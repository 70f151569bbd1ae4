import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsISO8601, Length, Matches, Max, Min, ValidateNested } from 'class-validator';

export class UsageEventDto {
  @Matches(/^[!-~]{1,128}$/)
  id: string;

  @Length(1, 64)
  tenantId: string;

  @Matches(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/)
  metric: string;

  @IsInt()
  @Min(0)
  @Max(1_000_000_000_000)
  quantity: number;

  @IsISO8601({ strict: true })
  occurredAt: string;
}

export class UsageReportDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => UsageEventDto)
  events: UsageEventDto[];
}
