// A tenant's brand while somebody works on it: the draft as typed, saved a moment after the last keystroke, and the
// page that the platform would serve with it. Somebody else's draft is never overwritten: a save on an old revision
// stops and says so. GUI thread.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <optional>

#include "client/future.h"
#include "contract/topics.h"
#include "models/common/fetch.h"

namespace steward::models {

struct BrandSource {
    Fetch<contract::ByTenant, domain::BrandState> read;
    std::function<QFuture<Result<domain::BrandState>>(contract::BrandDraft, std::int64_t revision)> save;
    Fetch<contract::ByTenant, domain::BrandState> discard;
    Fetch<contract::BrandDraft, contract::Raw> preview;
    Fetch<contract::ByTenant, contract::Page<domain::BrandVersion>> versions;
};
BrandSource brandSource(client::PlatformClient& client);

class BrandEditor : public QObject {
    Q_OBJECT
public:
    enum class Saving {
        saved,    // what is typed is what the platform has
        waiting,  // typed a moment ago
        saving,
        failed,    // error() says why; typing on tries again
        conflict,  // somebody else saved the draft: reload() takes theirs, overwrite() keeps mine
    };
    static constexpr int saveDelayMs = 600;
    static constexpr int previewDelayMs = 120;

    explicit BrandEditor(BrandSource source, QObject* parent = nullptr);

    // Empty: nothing is open. What was typed for the tenant before is still saved.
    void open(const QString& tenantId);
    // Reads the platform's draft; it replaces what was typed and not saved.
    void reload();
    void overwrite();
    void discard();
    void save();  // at once
    void entityChanged(const contract::EntityChanged& change);

    QString tenantId() const { return tenantId_; }
    bool isOpen() const { return state_.has_value(); }
    const domain::BrandState& state() const { return *state_; }
    const domain::Brand& brand() const { return brand_; }
    // Changes the draft as typed; the same value does nothing.
    void edit(const std::function<void(domain::Brand&)>& change);

    // Fields that differ from what is published, by the API's names.
    std::vector<domain::FieldChange> changes() const;
    Saving saving() const { return saving_; }
    const std::optional<Error>& error() const { return error_; }
    // The sign-in page; empty until it came, or with previewError().
    const std::string& page() const { return page_; }
    const std::optional<Error>& previewError() const { return previewError_; }

    QFuture<Result<contract::Page<domain::BrandVersion>>> versions() const {
        return source_.versions({tenantId_.toStdString()});
    }

Q_SIGNALS:
    void opened();  // another tenant's brand is here, or the same one was read again: fill the form
    void openFailed(const steward::Error& error);
    void brandChanged();  // after each edit, too
    void savingChanged();
    void pageChanged();
    void leftUnsaved(const steward::Error& error);  // the last edits of the tenant that was open before are lost

private:
    using Saved = Result<domain::BrandState>;
    void take(Saved state);
    void sent(const domain::Brand& brand, Saved state);
    void leave();
    void askPreview();
    void setSaving(Saving saving);

    BrandSource source_;
    client::Latest reading_{this}, rebasing_{this}, previewing_{this};
    QPointer<QObject> storing_;  // one save is out at a time: each is based on the one before
    QFuture<Saved> stored_;
    domain::Brand storedBrand_;
    int visit_ = 0;
    QTimer saveSoon_, previewSoon_;
    QString tenantId_;
    std::optional<domain::BrandState> state_;
    domain::Brand brand_;
    Saving saving_ = Saving::saved;
    std::optional<Error> error_, previewError_;
    std::string page_;
};

}  // namespace steward::models
