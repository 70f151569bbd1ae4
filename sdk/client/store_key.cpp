#include "client/store_key.h"

#include "client/future.h"
#include "sql/sealed_file.h"

namespace steward::client {

QFuture<Result<>> giveKey(store::OfflineStore& store, std::shared_ptr<TokenStore> keys,
                          const std::string& workspaceId) {
    if (!keys->isLasting()) return readyFuture<Result<>>({});
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    const auto settle = [promise](Result<> outcome) {
        promise->addResult(std::move(outcome));
        promise->finish();
    };
    const QString name = QStringLiteral("offline-key/") + QString::fromStdString(workspaceId);
    whenReady(keys->read(name), &store, [=, &store](const Result<std::optional<QByteArray>>& kept) {
        if (!kept) return settle(fail(kept.error()));
        const QByteArray known = *kept ? QByteArray::fromBase64(**kept) : QByteArray();
        if (known.size() == qsizetype(sql::sealKeyBytes)) {
            store.setKey(known.toStdString());
            return settle({});
        }
        const std::string key = sql::newSealKey();
        whenReady(keys->write(name, QByteArray::fromStdString(key).toBase64()), &store,
                  [=, &store](const Result<>& written) {
                      if (written) store.setKey(key);
                      settle(written);
                  });
    });
    return promise->future();
}

}  // namespace steward::client
