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
    leave();
    tenantId_ = tenantId;
    state_.reset();
    page_.clear();
    previewError_.reset();
    rebasing_.drop();
    previewing_.drop();
    previewSoon_.stop();
    setSaving(Saving::saved);
    reload();
}

// The save that is out goes on; what was typed after it follows.
void BrandEditor::leave() {
    saveSoon_.stop();
    const bool isTyped = state_ && saving_ != Saving::conflict && brand_ != state_->draft;
    const auto saveLast = [this, save = source_.save,
                           draft = contract::BrandDraft{tenantId_.toStdString(), brand_}](std::int64_t revision) {
        client::whenReady(save(draft, revision), this, [this](Saved saved) {
            if (!saved) Q_EMIT leftUnsaved(saved.error());
        });
    };
    if (!storing_) {
        if (isTyped) saveLast(state_->draftRevision);
        return;
    }
    client::whenReady(stored_, this, [this, saveLast, isMore = isTyped && brand_ != storedBrand_](Saved saved) {
        if (!saved)
            Q_EMIT leftUnsaved(saved.error());
        else if (isMore)
            saveLast(saved->draftRevision);
    });
    storing_ = nullptr;
    ++visit_;
}

void BrandEditor::reload() {
    saveSoon_.stop();
    if (tenantId_.isEmpty()) return;
    reading_.take(source_.read({tenantId_.toStdString()}), [this](Saved state) { take(std::move(state)); });
}

void BrandEditor::take(Saved state) {
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
    reading_.drop();  // its answer knows nothing of this edit
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
    if (storing_) return;  // its end starts the next one
    if (!state_ || brand_ == state_->draft) return setSaving(Saving::saved);
    setSaving(Saving::saving);
    storedBrand_ = brand_;
    stored_ = source_.save({tenantId_.toStdString(), brand_}, state_->draftRevision);
    storing_ = client::whenReady(stored_, this, [this, visit = visit_](Saved state) {
        if (visit == visit_) sent(storedBrand_, std::move(state));
    });
}

void BrandEditor::sent(const domain::Brand& brand, Saved state) {
    storing_ = nullptr;
    if (!state) {
        error_ = state.error();
        return setSaving(error_->code == ErrorCode::preconditionFailed ? Saving::conflict : Saving::failed);
    }
    state_ = std::move(*state);
    error_.reset();
    const bool typedOn = brand_ != brand;
    if (typedOn) saveSoon_.start();
    setSaving(typedOn ? Saving::waiting : Saving::saved);
    Q_EMIT brandChanged();
}

void BrandEditor::overwrite() {
    rebasing_.take(source_.read({tenantId_.toStdString()}), [this](Saved state) {
        if (!state) {
            error_ = state.error();
            Q_EMIT openFailed(*error_);
            return;
        }
        state_->draftRevision = state->draftRevision;
        state_->draft = state->draft;
        save();
    });
}

void BrandEditor::discard() {
    saveSoon_.stop();
    delete storing_.data();
    reading_.take(source_.discard({tenantId_.toStdString()}), [this](Saved state) {
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
