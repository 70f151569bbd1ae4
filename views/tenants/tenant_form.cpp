#include "views/tenants/tenant_form.h"

#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

ui::LineField* line(const std::string& value, const QString& placeholder = {}) {
    auto* field = new ui::LineField(placeholder);
    field->setLarge(true);
    field->setText(QString::fromStdString(value));
    return field;
}

QString slugOf(const QString& name) {
    QString slug;
    for (const QChar c : name.toLower().normalized(QString::NormalizationForm_KD)) {
        if ((c >= u'a' && c <= u'z') || c.isDigit())
            slug += c;
        else if (!c.isMark() && !slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
    }
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug.left(63);
}

std::vector<std::string> tagsOf(const QString& text) {
    std::vector<std::string> tags;
    for (const QString& tag : text.split(u',', Qt::SkipEmptyParts))
        if (!tag.trimmed().isEmpty()) tags.push_back(tag.trimmed().toStdString());
    return tags;
}

QString tagsText(const std::vector<std::string>& tags) {
    QStringList all;
    for (const std::string& tag : tags)
        all << QString::fromStdString(tag);
    return all.join(u", "_s);
}

}  // namespace

ui::Select* planSelect() {
    auto* select = new ui::Select;
    select->setLarge(true);
    for (const auto plan : {domain::SubscriptionPlan::free, domain::SubscriptionPlan::team,
                            domain::SubscriptionPlan::scale, domain::SubscriptionPlan::enterprise})
        select->addItem(text(plan), int(plan));
    return select;
}

TenantForm::TenantForm(QWidget* window, const domain::Tenant* tenant)
    : FormDialog(window, tenant ? tr("Edit %1").arg(QString::fromStdString(tenant->name)) : tr("New tenant"),
                 tr("Preview…")) {
    if (tenant) before_ = *tenant;
    const domain::Tenant shown = tenant ? *tenant : domain::Tenant{};
    setPanelSize({560, 0});
    name_ = line(shown.name);
    slug_ = line(shown.slug);
    plan_ = planSelect();
    plan_->setCurrentIndex(plan_->findData(int(shown.plan)));
    interval_ = new ui::Select;
    interval_->setLarge(true);
    for (const auto interval : {domain::BillingInterval::monthly, domain::BillingInterval::yearly})
        interval_->addItem(text(interval), int(interval));
    interval_->setCurrentIndex(interval_->findData(int(shown.billingInterval)));
    region_ = new ui::Select;
    region_->setLarge(true);
    for (const std::string& region : domain::regions())
        region_->addItem(QString::fromStdString(region));
    if (tenant) region_->setCurrentText(QString::fromStdString(shown.region));
    ownerName_ = line(shown.ownerName);
    ownerEmail_ = line(shown.ownerEmail);
    tags_ = line({}, tr("key-account, beta"));
    tags_->setText(tagsText(shown.tags));

    addField(u"/name"_s, tr("Name"), name_);
    addField(u"/slug"_s, tr("Slug"), slug_, tr("Part of its address: slug.steward.example"));
    addRow(addField(u"/plan"_s, tr("Plan"), plan_), addField(u"/billingInterval"_s, tr("Billing"), interval_));
    addField(u"/region"_s, tr("Region"), region_, tr("Where its data stays"));
    addRow(addField(u"/ownerName"_s, tr("Owner"), ownerName_),
           addField(u"/ownerEmail"_s, tr("Owner's e-mail"), ownerEmail_));
    addField(u"/tags"_s, tr("Tags"), tags_, tr("Separated by commas"));

    // The slug follows the name until somebody writes one.
    if (!tenant)
        connect(name_, &QLineEdit::textEdited, this, [this](const QString& name) {
            if (!slug_->isModified()) slug_->setText(slugOf(name));
        });
}

domain::TenantPatch TenantForm::patch() const {
    const domain::Tenant before = before_.value_or(domain::Tenant{});
    const bool isNew = !before_;
    domain::TenantPatch patch;
    const auto set = [isNew](auto& field, const auto& old, auto now) {
        if (isNew || old != now) field = std::move(now);
    };
    set(patch.name, before.name, name_->text().trimmed().toStdString());
    set(patch.slug, before.slug, slug_->text().trimmed().toStdString());
    set(patch.plan, before.plan, domain::SubscriptionPlan(plan_->currentData().toInt()));
    set(patch.billingInterval, before.billingInterval, domain::BillingInterval(interval_->currentData().toInt()));
    set(patch.region, before.region, region_->currentText().toStdString());
    set(patch.ownerName, before.ownerName, ownerName_->text().trimmed().toStdString());
    set(patch.ownerEmail, before.ownerEmail, ownerEmail_->text().trimmed().toStdString());
    set(patch.tags, before.tags, tagsOf(tags_->text()));
    return patch;
}

bool TenantForm::check() {
    Error error;
    error.fields = domain::check(domain::patched(before_.value_or(domain::Tenant{}), patch()));
    if (error.fields.empty()) return true;
    showError(error);
    return false;
}

}  // namespace steward::views
