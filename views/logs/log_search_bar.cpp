#include "views/logs/log_search_bar.h"

#include <QBoxLayout>
#include <QPainter>
#include <array>

#include "models/logs/log_matcher.h"
#include "report/filter.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/logs/logs_table.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::LogSeverity;

namespace {

struct Range {
    QLatin1String name;
    int minutes;  // 0: as far as records are kept
};
constexpr std::array ranges{Range{"15m"_L1, 15}, Range{"1h"_L1, 60}, Range{"24h"_L1, 24 * 60},
                            Range{"7d"_L1, 7 * 24 * 60}, Range{"all"_L1, 0}};
constexpr int usualRange = 2;

QStringList rangeTexts() {
    return {LogSearchBar::tr("Last 15 minutes"), LogSearchBar::tr("Last hour"), LogSearchBar::tr("Last 24 hours"),
            LogSearchBar::tr("Last 7 days"), LogSearchBar::tr("All that is kept")};
}

QString momentOf(const QDateTime& time) {
    return time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u'Z';
}

}  // namespace

LogSearchBar::LogSearchBar(QWidget* parent)
    : QWidget(parent),
      field_(new ui::SearchField(tr("Words, or a filter: severity=error;service=billing;search~timeout"))),
      range_(new ui::Select),
      tenantChip_(new ui::Chip(tr("Tenant"), QString())),
      error_(new ui::Text(QString(), ui::TextStyle::small, ui::Tone::danger)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(8);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    field_->setObjectName(u"logSearch"_s);
    field_->setAccessibleName(tr("Search in logs"));
    range_->setObjectName(u"logRange"_s);
    range_->setAccessibleName(tr("Range of time"));
    range_->addItems(rangeTexts());
    range_->setCurrentIndex(usualRange);
    first->addWidget(field_, 1);
    first->addWidget(range_);
    column->addLayout(first);
    error_->setObjectName(u"logSearchError"_s);
    error_->setWordWrap(true);
    error_->hide();
    column->addWidget(error_);
    auto* second = new QHBoxLayout;
    second->setSpacing(6);
    for (const auto severity : {LogSeverity::fatal, LogSeverity::error, LogSeverity::warning, LogSeverity::info,
                                LogSeverity::debug, LogSeverity::trace}) {
        auto* chip = ui::Chip::toggle(text(severity));
        chip->setObjectName(u"severity.%1"_s.arg(QString::fromLatin1(enumName(severity))));
        chip->setAccessibleName(tr("Severity %1").arg(text(severity)));
        connect(chip, &QAbstractButton::toggled, this, &LogSearchBar::emitChanged);
        severities_.append({severity, chip});
        second->addWidget(chip);
    }
    tenantChip_->setObjectName(u"logTenant"_s);
    tenantChip_->setActive(true);
    tenantChip_->hide();
    second->addSpacing(8);
    second->addWidget(tenantChip_);
    second->addStretch();
    column->addLayout(second);

    typing_.setSingleShot(true);
    typing_.setInterval(250);
    connect(field_, &QLineEdit::textEdited, &typing_, qOverload<>(&QTimer::start));
    connect(field_, &QLineEdit::textChanged, this, [this](const QString& now) {
        if (now.isEmpty()) typing_.start();
    });
    connect(field_, &QLineEdit::returnPressed, this, &LogSearchBar::emitChanged);
    connect(&typing_, &QTimer::timeout, this, &LogSearchBar::emitChanged);
    connect(range_, &QComboBox::activated, this, &LogSearchBar::emitChanged);
    const auto widen = [this] {
        setTenant({}, {});
        emitChanged();
    };
    connect(tenantChip_, &ui::Chip::removed, this, widen);
    connect(tenantChip_, &QAbstractButton::clicked, this, widen);
}

void LogSearchBar::emitChanged() {
    typing_.stop();
    Q_EMIT changed();
}

QString LogSearchBar::filterText() const {
    QStringList parts;
    QStringList wanted;
    for (const auto& [severity, chip] : severities_)
        if (chip->isChecked()) wanted << QString::fromLatin1(enumName(severity));
    if (!wanted.isEmpty() && wanted.size() < severities_.size()) parts << u"severity in (%1)"_s.arg(wanted.join(u','));
    if (!tenant_.isEmpty()) parts << u"tenantId="_s + tenant_;
    if (const QString own = models::logFilterOf(field_->text()); !own.isEmpty()) parts << own;
    return parts.join(u';');
}

QString LogSearchBar::filterText(const QDateTime& now, const QDateTime& until) const {
    QStringList parts;
    const int minutes = ranges[std::size_t(range_->currentIndex())].minutes;
    if (minutes > 0) parts << u"time>="_s + momentOf(now.addSecs(-60 * minutes));
    if (until.isValid()) parts << u"time<"_s + momentOf(until);
    if (const QString rest = filterText(); !rest.isEmpty()) parts << rest;
    return parts.join(u';');
}

void LogSearchBar::setFilter(const QString& filter) {
    clear();
    const auto parsed = report::parseFilter(filter.toStdString());
    if (!parsed || !parsed->isPlain()) return setTyped(filter);
    report::Filter rest;
    QString tenant;
    QStringList severities;
    for (const auto& condition : parsed->conditions) {
        const bool isEqual = condition.op == report::Operator::equal;
        if (condition.field == "tenantId" && isEqual && tenant.isEmpty())
            tenant = QString::fromStdString(condition.values.at(0));
        else if (condition.field == "severity" && severities.isEmpty() &&
                 (isEqual || condition.op == report::Operator::in))
            for (const auto& value : condition.values)
                severities << QString::fromStdString(value);
        else
            rest.conditions.push_back(condition);
    }
    const QSignalBlocker quiet(this);
    setTenant(tenant, {});
    for (const auto& [severity, chip] : severities_)
        chip->setChecked(severities.contains(QString::fromLatin1(enumName(severity))));
    const QString typed = QString::fromStdString(report::spellFilter(rest));
    const bool isWords = rest.conditions.size() == 1 && rest.conditions[0].field == "search" &&
                         rest.conditions[0].op == report::Operator::contains;
    const QString words = isWords ? QString::fromStdString(rest.conditions[0].values.at(0)) : QString();
    setTyped(isWords && models::logFilterOf(words) == typed ? words : typed);
}

void LogSearchBar::setTyped(const QString& text) {
    field_->setText(text);
    typing_.stop();
}

QString LogSearchBar::typed() const {
    return field_->text();
}

void LogSearchBar::addCondition(const QString& condition) {
    const QString own = models::logFilterOf(field_->text());
    setTyped(own.isEmpty() ? condition : own + u';' + condition);
    emitChanged();
}

void LogSearchBar::setTenant(const QString& id, const QString& name) {
    tenant_ = id;
    tenantName_ = name;
    tenantChip_->setValue(name.isEmpty() ? id : name);
    tenantChip_->setAccessibleName(tr("Only of the tenant %1; press to see all").arg(name.isEmpty() ? id : name));
    tenantChip_->setVisible(!id.isEmpty());
}

void LogSearchBar::setRange(const QString& name) {
    for (std::size_t i = 0; i < ranges.size(); ++i)
        if (ranges[i].name == name) range_->setCurrentIndex(int(i));
}

QString LogSearchBar::range() const {
    return ranges[std::size_t(range_->currentIndex())].name;
}

void LogSearchBar::clear() {
    const QSignalBlocker quiet(this);
    setTyped({});
    setTenant({}, {});
    for (const auto& [severity, chip] : severities_)
        chip->setChecked(false);
    setError({});
}

bool LogSearchBar::isClear() const {
    return filterText().isEmpty();
}

void LogSearchBar::setError(const QString& text) {
    field_->setInvalid(!text.isEmpty());
    error_->setText(text);
    error_->setVisible(!text.isEmpty());
}

void LogSearchBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), ui::Theme::current().color("surface.panel"));
    painter.fillRect(QRect(0, height() - 1, width(), 1), ui::Theme::current().color("border.default"));
}

}  // namespace steward::views
