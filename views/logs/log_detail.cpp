#include "views/logs/log_detail.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QTextBlock>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "views/common/page.h"
#include "views/common/words.h"
#include "views/logs/logs_table.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t around = 30;

QString quoted(QString value) {
    return u'"' + value.replace(u'"', u"\"\""_s) + u'"';
}

QString textOf(const json::Value& value) {
    if (value.is_string()) return QString::fromStdString(std::string(value.get_string()));
    return QString::fromStdString(json::write(value));
}

ui::Text* wrapped(ui::TextStyle style, ui::Tone tone = ui::Tone::primary) {
    auto* label = new ui::Text({}, style, tone);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

// A word of 200 letters has a place to break.
QString breakable(const QString& text) {
    constexpr int longest = 40;
    QString out;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        out += c;
        if (run >= longest) {
            out += QChar(0x200B);
            run = 0;
        }
    }
    return out;
}

}  // namespace

LogDetail::LogDetail(PageContext& context, QWidget* parent) : DetailPanel(parent), context_(context) {
    setObjectName(u"logDetail"_s);
    setAccessibleName(tr("Log record"));
    auto* outer = panelColumn(this);
    outer->setContentsMargins(1, 0, 0, 0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(15, 12, 8, 8);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    title_ = new ui::Text({}, ui::TextStyle::heading);
    title_->setObjectName(u"logTitle"_s);
    title_->setElided(true);
    time_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    words->addWidget(title_);
    words->addWidget(time_);
    auto* close = ui::iconButton(u"x"_s, tr("Close"));
    close->setObjectName(u"closeLogDetail"_s);
    head->addLayout(words, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    outer->addLayout(head);

    auto* actions = new QHBoxLayout;
    actions->setContentsMargins(15, 0, 16, 12);
    actions->setSpacing(8);
    severity_ = new ui::Badge;
    around_ = new ui::Button(tr("Show context"));
    around_->setObjectName(u"showContext"_s);
    around_->setIconName(u"list-ul"_s);
    auto* copy = new ui::Button(tr("Copy"));
    copy->setObjectName(u"copyLog"_s);
    tenant_ = new ui::Button(tr("Tenant"), ui::ButtonVariant::ghost);
    tenant_->setObjectName(u"openLogTenant"_s);
    tenant_->setIconName(u"buildings"_s);
    needs(around_, context.session, domain::Permission::logsRead);
    actions->addWidget(severity_);
    actions->addWidget(around_);
    actions->addWidget(copy);
    actions->addWidget(tenant_);
    actions->addStretch();
    outer->addLayout(actions);
    outer->addWidget(new ui::Separator);

    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(15, 12, 16, 12);
    layout->setSpacing(8);
    body_ = wrapped(ui::TextStyle::mono);
    body_->setObjectName(u"logBody"_s);
    body_->setAccessibleName(tr("Text"));
    layout->addWidget(body_);
    cut_ = wrapped(ui::TextStyle::small, ui::Tone::warning);
    cut_->setText(tr("Something was left out: the record is longer than what is kept of one."));
    layout->addWidget(cut_);
    layout->addWidget(new ui::Separator);
    facts_ = new ui::KeyValueList;
    layout->addWidget(facts_);
    layout->addWidget(new ui::Separator);
    layout->addWidget(new ui::SectionHeader(tr("Attributes")));
    attributes_ = new ui::KeyValueList(nullptr, 150);
    layout->addWidget(attributes_);
    noAttributes_ = new ui::Text(tr("None."), ui::TextStyle::small, ui::Tone::tertiary);
    layout->addWidget(noAttributes_);
    layout->addWidget(new ui::Separator);
    layout->addWidget(new ui::SectionHeader(tr("Context")));
    aroundNote_ = wrapped(ui::TextStyle::small, ui::Tone::tertiary);
    aroundNote_->setObjectName(u"logContextNote"_s);
    layout->addWidget(aroundNote_);
    lines_ = new QPlainTextEdit;
    lines_->setObjectName(u"logContext"_s);
    lines_->setAccessibleName(tr("Lines before and after the record"));
    lines_->setReadOnly(true);
    lines_->setLineWrapMode(QPlainTextEdit::NoWrap);
    lines_->setFont(ui::Theme::current().font(ui::TextStyle::mono));
    lines_->setMinimumHeight(260);
    lines_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(lines_, 1);
    layout->addStretch();
    outer->addWidget(scrolled(content), 1);

    connect(close, &QAbstractButton::clicked, this, &LogDetail::closeRequested);
    connect(around_, &QAbstractButton::clicked, this, &LogDetail::showContext);
    connect(&ui::Theme::current(), &ui::Theme::changed, this, [this] {
        lines_->setFont(ui::Theme::current().font(ui::TextStyle::mono));
        highlight(line_);
    });
    connect(copy, &QAbstractButton::clicked, this, [this] {
        if (record_) QGuiApplication::clipboard()->setText(QString::fromStdString(json::write(*record_)));
    });
    connect(tenant_, &QAbstractButton::clicked, this, [this] {
        if (record_ && record_->tenantId)
            context_.shell.goTo(u"tenants"_s, {{u"id"_s, QString::fromStdString(*record_->tenantId)}});
    });
}

void LogDetail::clear() {
    record_.reset();
    reading_.drop();
}

void LogDetail::setRecord(const domain::LogRecord& record) {
    record_ = record;
    reading_.drop();
    around_->setBusy(false);
    title_->setText(lineOf(record));
    const QDateTime time = toDateTime(record.time);
    time_->setText(tr("%1, %2 UTC").arg(dateText(time), time.toString(u"HH:mm:ss.zzz"_s)));
    severity_->set(text(record.severity), kindOf(record.severity));
    body_->setText(breakable(QString::fromStdString(record.body)));
    cut_->setVisible(record.cut);
    tenant_->setVisible(record.tenantId.has_value());
    lines_->clear();
    lines_->hide();
    aroundNote_->setText(tr("What the same service said before and after: press Show context."));
    showFacts();
}

QWidget* LogDetail::valueOf(const QString& value, const QString& condition, const QString& name) {
    auto* cell = new QWidget;
    auto* row = new QHBoxLayout(cell);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto* label = wrapped(ui::TextStyle::body);
    label->setText(breakable(value));
    label->setContentsMargins(0, 2, 0, 0);  // in line with its key
    row->addWidget(label, 1);
    auto* only = ui::iconButton(u"funnel"_s, tr("Only records with %1 %2").arg(name, value.left(60)));
    only->setButtonSize(ui::ButtonSize::small);
    only->setObjectName(u"only."_s + name);
    connect(only, &QAbstractButton::clicked, this, [this, condition] { Q_EMIT narrowed(condition); });
    row->addWidget(only, 0, Qt::AlignTop);
    return cell;
}

void LogDetail::showFacts() {
    facts_->clear();
    const auto fact = [this](const QString& key, const QString& field, const std::string& value) {
        const QString text = QString::fromStdString(value);
        facts_->addWidget(key, valueOf(text, field + u'=' + quoted(text), field));
    };
    fact(tr("Service"), u"service"_s, record_->service);
    if (record_->tenantId) fact(tr("Tenant"), u"tenantId"_s, *record_->tenantId);
    if (record_->traceId) fact(tr("Trace"), u"traceId"_s, *record_->traceId);
    if (record_->spanId) fact(tr("Span"), u"spanId"_s, *record_->spanId);
    facts_->addRow(tr("Id"), QString::fromStdString(record_->id));
    attributes_->clear();
    const auto* object = record_->attributes.if_object();
    noAttributes_->setVisible(!object || object->empty());
    if (!object) return;
    for (const auto& [key, value] : *object) {
        const QString name = QString::fromStdString(std::string(key));
        const QString text = textOf(value);
        attributes_->addWidget(name, valueOf(text, u"attribute="_s + quoted(name + u'=' + text), name));
    }
}

void LogDetail::showContext() {
    if (!record_) return;
    around_->setBusy(true, tr("Reading…"));
    reading_.take(context_.client.call(contract::logContext, {record_->id, around, around}),
                  [this](const Result<contract::LogContext>& context) { contextCame(context); });
}

void LogDetail::highlight(int line) {
    line_ = line;
    QTextEdit::ExtraSelection here;
    here.cursor = QTextCursor(lines_->document()->findBlockByNumber(line));
    here.format.setBackground(ui::Theme::current().color("accent.bg"));
    here.format.setProperty(QTextFormat::FullWidthSelection, true);
    lines_->setExtraSelections({here});
}

void LogDetail::contextCame(const Result<contract::LogContext>& context) {
    around_->setBusy(false);
    if (!context)
        return aroundNote_->setText(
            tr("The context could not be read: %1").arg(QString::fromStdString(context.error().message)));
    QStringList lines;
    for (std::size_t i = 0; i < context->items.size(); ++i) {
        const auto& one = context->items[i];
        lines << u"%1 %2 %3 %4"_s.arg(std::int64_t(i) == context->index ? u"▶"_s : u" "_s,
                                      toDateTime(one.time).toString(u"HH:mm:ss.zzz"_s),
                                      text(one.severity).leftJustified(7), lineOf(one));
    }
    lines_->setPlainText(lines.join(u'\n'));
    lines_->show();
    lines_->setTextCursor(QTextCursor(lines_->document()->findBlockByNumber(int(context->index))));
    highlight(int(context->index));
    lines_->centerCursor();
    const auto before = context->index;
    const auto after = std::int64_t(context->items.size()) - context->index - 1;
    aroundNote_->setText(tr("%1 before and %2 after, of the same service and tenant within a day.%3")
                             .arg(countText(before), countText(after),
                                  context->moreBefore || context->moreAfter ? tr(" There are more.") : QString()));
    lines_->setFocus();
}

}  // namespace steward::views
