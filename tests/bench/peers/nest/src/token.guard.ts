import { CanActivate, createParamDecorator, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { bearerOf, Caller, TokenService } from './token.service';

type KnownRequest = FastifyRequest & { caller: Caller };

@Injectable()
export class TokenGuard implements CanActivate {
  constructor(private readonly tokens: TokenService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KnownRequest>();
    try {
      request.caller = await this.tokens.verify(bearerOf(request.headers.authorization));
      return true;
    } catch {
      throw new UnauthorizedException();
    }
  }
}

export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest<KnownRequest>().caller,
);
