import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, jwtVerify } from 'jose';

import { settings } from './settings';

export interface Caller {
  id: string;
  name: string;
  tenant: string; // '*': all of them
}

@Injectable()
export class TokenService {
  private readonly keys = createRemoteJWKSet(new URL('/oauth/jwks', settings.issuer));

  // Throws when the token is not good.
  async verify(token: string): Promise<Caller> {
    const { payload } = await jwtVerify(token, this.keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: ['ES256'],
    });
    return {
      id: String(payload.sub),
      name: String(payload.name),
      tenant: typeof payload.tenant === 'string' ? payload.tenant : '*',
    };
  }
}

export function bearerOf(header: string | undefined): string {
  const [scheme, token] = (header ?? '').split(' ');
  return scheme === 'Bearer' ? (token ?? '') : '';
}
