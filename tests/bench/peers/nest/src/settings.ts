function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

export const settings = {
  port: Number(process.env.STEWARD_PEER_PORT ?? 0),
  databaseHost: required('STEWARD_PEER_DATABASE_HOST'),
  databasePort: Number(required('STEWARD_PEER_DATABASE_PORT')),
  database: required('STEWARD_PEER_DATABASE'),
  databaseUser: process.env.STEWARD_PEER_DATABASE_USER ?? 'steward_app',
  connections: Number(process.env.STEWARD_PEER_CONNECTIONS ?? 10),
  redisPort: Number(process.env.STEWARD_PEER_REDIS_PORT ?? 0),
  issuer: required('STEWARD_PEER_ISSUER'),
  audience: 'steward',
  tuned: process.env.STEWARD_PEER_TUNED === '1',
};
