import { IncomingMessage } from 'node:http';

import {
  ConnectedSocket,
  MessageBody,
  OnGatewayConnection,
  OnGatewayDisconnect,
  OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { WebSocket } from 'ws';

import { OutboxMessage, OutboxService } from './outbox.service';
import { bearerOf, TokenService } from './token.service';

@WebSocketGateway({ path: '/v1/feed' })
export class FeedGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly known = new WeakMap<WebSocket, Promise<boolean>>();
  private readonly subscribers = new Map<string, Set<WebSocket>>();

  constructor(
    private readonly tokens: TokenService,
    private readonly outbox: OutboxService,
  ) {}

  async afterInit(): Promise<void> {
    await this.outbox.start((message) => this.publish(message));
  }

  handleConnection(client: WebSocket, request: IncomingMessage): void {
    const verifying = this.tokens.verify(bearerOf(request.headers.authorization)).then(
      () => true,
      () => false,
    );
    this.known.set(client, verifying);
    void verifying.then((good) => good || client.close(1008, 'Sign in first.'));
  }

  handleDisconnect(client: WebSocket): void {
    for (const clients of this.subscribers.values()) clients.delete(client);
  }

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() client: WebSocket, @MessageBody() body: { topic: string }) {
    if (!(await this.known.get(client))) return undefined;
    const clients = this.subscribers.get(body.topic) ?? new Set();
    this.subscribers.set(body.topic, clients.add(client));
    return { event: 'subscribed', data: { topic: body.topic } };
  }

  // Serialised once for all who get it.
  private publish(message: OutboxMessage): void {
    const text = JSON.stringify({
      event: 'event',
      data: {
        seq: message.number,
        time: new Date(message.numberedAt).toISOString(),
        data: JSON.parse(message.json),
      },
    });
    for (const client of this.subscribers.get(message.topic) ?? []) {
      if (client.readyState === WebSocket.OPEN) client.send(text);
    }
  }
}
