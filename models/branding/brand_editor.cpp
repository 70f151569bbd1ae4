#include "models/branding/brand_editor.h"

#include "contract/endpoints.h"

namespace steward::models {

BrandSource brandSource(client::PlatformClient& client) {
    return {fetchFrom(client, contract::getBrand),
            [&client](contract::BrandDraft draft, std::int64_t revision) {
                return client.call(contract::saveBrandDraft, std::move(draft), {.ifMatch = revision});
            },
            fetchFrom(client, contract::discardBrandDraft), fetchFrom(client, contract::previewSignIn),
            fetchFrom(client, contract::listBrandVersions)};
}

BrandEditor::BrandEditor(BrandSource source, QObject* parent) : QObject(parent), source_(std::move(source)) {
    saveSoon_.setSingleShot(true);
    saveSoon_.setInterval(saveDelayMs);
    connect(&saveSoon_, &QTimer::timeout, this, &BrandEditor::save);
    previewSoon_.setSingleShot(true);
    previewSoon_.setInterval(previewDelayMs);
    connect(&previewSoon_, &QTimer::timeout, this, &BrandEditor::askPreview);
}

void BrandEditor::open(const QString& tenantId) {
    if (saving_ == Saving::waiting) save();
    tenantId_ = tenantId;
    state_.reset();
    page_.clear();
    storing_.drop();
    setSaving(Saving::saved);
    reload();
}

void BrandEditor::reload() {
    saveSoon_.stop();
    if (tenantId_.isEmpty()) return;
    reading_.take(source_.read({tenantId_.toStdString()}),
                  [this](Result<domain::BrandState> state) { take(std::move(state)); });
}

void BrandEditor::take(Result<domain::BrandState> state) {
    if (!state) {
        Q_EMIT openFailed(state.error());
        return;
    }
    state_ = std::move(*state);
    brand_ = state_->draft;
    error_.reset();
    setSaving(Saving::saved);
    Q_EMIT opened();
    Q_EMIT brandChanged();
    askPreview();
}

void BrandEditor::edit(const std::function<void(domain::Brand&)>& change) {
    if (!state_) return;
    domain::Brand next = brand_;
    change(next);
    if (next == brand_) return;
    brand_ = std::move(next);
    if (saving_ != Saving::conflict) {
        setSaving(Saving::waiting);
        saveSoon_.start();
    }
    previewSoon_.start();
    Q_EMIT brandChanged();
}

std::vector<domain::FieldChange> BrandEditor::changes() const {
    std::vector<domain::FieldChange> found;
    if (!state_) return found;
    const json::Value before = json::toValue(state_->published);
    const json::Value after = json::toValue(brand_);
    for (const auto& [name, value] : after.as_object())
        if (const auto& old = before.as_object().at(name); !json::same(old, value))
            found.push_back({std::string(name), old, value});
    return found;
}

void BrandEditor::save() {
    saveSoon_.stop();
    if (!state_ || brand_ == state_->draft) return setSaving(Saving::saved);
    setSaving(Saving::saving);
    storing_.take(
        source_.save({tenantId_.toStdString(), brand_}, state_->draftRevision),
        [this, sent = brand_](Result<domain::BrandState> state) {
            if (!state) {
                error_ = state.error();
                return setSaving(error_->code == ErrorCode::preconditionFailed ? Saving::conflict : Saving::failed);
            }
            state_ = std::move(*state);
            error_.reset();
            const bool typedOn = brand_ != sent;
            if (typedOn) saveSoon_.start();
            setSaving(typedOn ? Saving::waiting : Saving::saved);
            Q_EMIT brandChanged();
        });
}

void BrandEditor::overwrite() {
    reading_.take(source_.read({tenantId_.toStdString()}), [this](Result<domain::BrandState> state) {
        if (!state) {
            error_ = state.error();
            return setSaving(Saving::failed);
        }
        state_->draftRevision = state->draftRevision;
        state_->draft = state->draft;
        save();
    });
}

void BrandEditor::discard() {
    saveSoon_.stop();
    storing_.drop();
    reading_.take(source_.discard({tenantId_.toStdString()}), [this](Result<domain::BrandState> state) {
        if (state) return take(std::move(state));
        error_ = state.error();
        setSaving(Saving::failed);
    });
}

void BrandEditor::entityChanged(const contract::EntityChanged& change) {
    if (change.kind == domain::EntityKind::brand && change.tenantId == tenantId_.toStdString() &&
        saving_ == Saving::saved)
        reload();
}

void BrandEditor::askPreview() {
    previewing_.take(source_.preview({tenantId_.toStdString(), brand_}), [this](Result<contract::Raw> page) {
        previewError_.reset();
        if (page)
            page_ = std::move(page->body);
        else
            previewError_ = page.error();
        Q_EMIT pageChanged();
    });
}

void BrandEditor::setSaving(Saving saving) {
    if (saving_ == saving && saving != Saving::failed) return;
    saving_ = saving;
    Q_EMIT savingChanged();
}

}  // namespace steward::models
