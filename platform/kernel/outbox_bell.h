// Nodes tell each other through Redis that the outbox has news. Only the number goes that way: messages are read from
// the database, so a lost, late or wrong ring changes nothing but the moment.
#pragma once

#include "kernel/outbox.h"
#include "kernel/redis/client.h"

namespace steward::kernel {

// Before either of them is started; both outlive the I/O thread.
void connectBell(Outbox& outbox, redis::Client& redis, Io& io);

}  // namespace steward::kernel
