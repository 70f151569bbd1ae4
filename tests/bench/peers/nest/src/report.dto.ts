import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length, ValidateNested } from 'class-validator';

const datasets = ['tenants', 'users', 'usage', 'audit', 'subscriptions'];
const buckets = ['none', 'day', 'week', 'month', 'quarter', 'year'];
const aggregates = ['sum', 'count', 'distinct', 'average', 'min', 'max'];

export class GroupDto {
  @IsString()
  @Length(1, 64)
  field: string;

  @IsOptional()
  @IsIn(buckets)
  bucket?: string;
}

export class MeasureDto {
  @IsString()
  @Length(1, 64)
  field: string;

  @IsIn(aggregates)
  aggregate: string;
}

export class DefinitionDto {
  @IsString()
  @Length(1, 200)
  name: string;

  @IsIn(datasets)
  dataset: string;

  @IsOptional()
  @IsString()
  @Length(0, 4000)
  filter?: string;

  @IsArray()
  @ArrayMaxSize(8)
  @ValidateNested({ each: true })
  @Type(() => GroupDto)
  rows: GroupDto[];

  @IsArray()
  @ArrayMaxSize(16)
  @ValidateNested({ each: true })
  @Type(() => MeasureDto)
  measures: MeasureDto[];
}

export class ReportDraftDto {
  @ValidateNested()
  @Type(() => DefinitionDto)
  definition: DefinitionDto;
}
