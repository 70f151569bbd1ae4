#include "views/plan/plan_parts.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QPainter>
#include <QPainterPath>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "views/common/words.h"
#include "views/plan/plan_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

class TintedIcon : public QWidget {
public:
    TintedIcon(QString name, ui::ColorRole role, QWidget* parent = nullptr)
        : QWidget(parent), name_(std::move(name)), role_(role) {
        setFixedSize(14, 14);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        ui::paintIcon(&painter, rect(), name_, ui::Theme::current().color(role_));
    }

private:
    QString name_;
    ui::ColorRole role_;
};

void paintTopLine(QWidget* widget, ui::ColorRole fill) {
    QPainter painter(widget);
    const ui::Theme& theme = ui::Theme::current();
    painter.fillRect(widget->rect(), theme.color(fill));
    painter.fillRect(0, 0, widget->width(), 1, theme.color("border.default"));
}

}  // namespace

EnvironmentEdge::EnvironmentEdge(ui::Environment environment, QWidget* parent)
    : QWidget(parent), environment_(environment) {
    setFixedHeight(4);
}

void EnvironmentEdge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath round;
    round.addRoundedRect(QRectF(0, 0, width(), 24), 9, 9);
    painter.setClipRect(rect());
    painter.fillPath(round, ui::Theme::current().environment(environment_).solid);
}

PlanFigures::PlanFigures(QWidget* parent) : QWidget(parent) {
    setFixedHeight(66);
}

void PlanFigures::set(const domain::PlanCounts& counts) {
    counts_ = counts;
    setAccessibleName(
        tr("%1 selected, %2 will change, %3 of them new, %4 excluded, %5 changed meanwhile, %6 sessions end, %7 API"
           " keys end, %8 invoices change")
            .arg(countText(counts.selected), countText(counts.willChange), countText(counts.created),
                 countText(counts.excluded), countText(counts.changedMeanwhile), countText(counts.sessionsEnd),
                 countText(counts.keysEnd), countText(counts.invoicesChange)));
    update();
}

void PlanFigures::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ui::Theme& theme = ui::Theme::current();
    const QColor line = theme.color("border.default");
    painter.fillRect(0, 0, width(), 1, line);
    painter.fillRect(0, height() - 1, width(), 1, line);
    const QColor plain = theme.color("text.primary");
    struct Cell {
        qint64 number;
        QString name;
        QColor color;
    };
    QList<Cell> cells{{counts_.selected, tr("selected"), plain},
                      {counts_.willChange, tr("will change"), theme.color("accent.fg")},
                      {counts_.excluded, tr("excluded"), plain},
                      {counts_.changedMeanwhile, tr("changed meanwhile"),
                       counts_.changedMeanwhile ? theme.color("warning.fg") : plain},
                      {counts_.sessionsEnd, tr("sessions end"), plain}};
    // Only where they say something: the others need the room.
    if (counts_.created > 0) cells.insert(2, {counts_.created, tr("of them new", "of those that will change"), plain});
    if (counts_.keysEnd > 0) cells << Cell{counts_.keysEnd, tr("API keys end"), plain};
    if (counts_.invoicesChange > 0) cells << Cell{counts_.invoicesChange, tr("invoices change"), plain};
    const int count = int(cells.size());
    for (int i = 0; i < count; ++i) {
        const int left = width() * i / count;
        const int right = width() * (i + 1) / count;
        if (i + 1 < count) painter.fillRect(right - 1, 1, 1, height() - 2, line);
        ui::paintText(&painter, QRect(left + 16, 10, right - left - 20, 28), countText(cells[i].number),
                      theme.font(ui::TextStyle::figure), cells[i].color);
        ui::paintText(&painter, QRect(left + 16, 38, right - left - 20, 16), cells[i].name,
                      theme.font(ui::TextStyle::small), theme.color("text.secondary"));
    }
}

ExcludedStrip::ExcludedStrip(QWidget* parent) : QWidget(parent) {
    setObjectName(u"excludedStrip"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 11, 16, 10);
    layout->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    title_ = new ui::Text({}, ui::TextStyle::bodyStrong);
    show_ = new ui::Button({}, ui::ButtonVariant::link);
    show_->setObjectName(u"showExcluded"_s);
    row->addWidget(new TintedIcon(u"slash-circle"_s, "text.tertiary"));
    row->addWidget(title_);
    row->addWidget(new ui::Text(tr("These stay as they are."), ui::TextStyle::small, ui::Tone::secondary));
    row->addStretch();
    row->addWidget(show_);
    reasons_ = new QHBoxLayout;
    reasons_->setSpacing(8);
    layout->addLayout(row);
    layout->addLayout(reasons_);
    connect(show_, &QAbstractButton::clicked, this, &ExcludedStrip::showRequested);
}

void ExcludedStrip::set(const domain::Plan& plan) {
    setVisible(plan.counts.excluded > 0);
    title_->setText(tr("%1 excluded").arg(countText(plan.counts.excluded)));
    show_->setText(tr("Show %1").arg(entitiesText(plan.entity, plan.counts.excluded)));
    while (QLayoutItem* item = reasons_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    for (const domain::ExclusionCount& exclusion : plan.exclusions)
        reasons_->addWidget(new ui::Tag(tr("%1 %2").arg(countText(exclusion.count), text(exclusion.reason))));
    reasons_->addStretch();
}

void ExcludedStrip::paintEvent(QPaintEvent*) {
    paintTopLine(this, "surface.panelAlt");
}

PlanConfirm::PlanConfirm(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(16);
    const auto labelled = [](QWidget* label, QWidget* field) {
        auto* box = new QWidget;
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        column->addWidget(label);
        column->addWidget(field);
        return box;
    };
    reason_ = new ui::LineField;
    reason_->setLarge(true);
    reason_->setMaxLength(500);
    reason_->setObjectName(u"planReason"_s);
    reason_->setAccessibleName(tr("Reason, kept in the audit log"));
    reasonLabel_ = new ui::Text({}, ui::TextStyle::smallStrong, ui::Tone::secondary);
    row->addWidget(labelled(reasonLabel_, reason_), 1);

    auto* label = new QWidget;
    auto* words = new QHBoxLayout(label);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(4);
    sentence_ = new ui::Text({}, ui::TextStyle::mono);
    sentence_->setObjectName(u"planSentence"_s);
    words->addWidget(new ui::Text(tr("Type"), ui::TextStyle::smallStrong, ui::Tone::secondary));
    words->addWidget(sentence_);
    words->addWidget(new ui::Text(tr("to confirm"), ui::TextStyle::smallStrong, ui::Tone::secondary));
    words->addStretch();
    typed_ = new ui::LineField;
    typed_->setLarge(true);
    typed_->setObjectName(u"planConfirmation"_s);
    typed_->setStyleSheet(u"QLineEdit { font-family: 'JetBrains Mono'; font-size: 12px; }"_s);
    matches_ = new TintedIcon(u"check-circle-fill"_s, "success.fg", typed_);
    auto* inside = new QHBoxLayout(typed_);
    inside->setContentsMargins(0, 0, 10, 0);
    inside->addStretch();
    inside->addWidget(matches_);
    matches_->hide();
    confirmation_ = labelled(label, typed_);
    row->addWidget(confirmation_, 1);
    goOn_ = new QCheckBox(tr("Go on when some fail"));
    goOn_->setObjectName(u"planGoOn"_s);
    goOn_->setToolTip(tr("Otherwise it stops after 3 failures. What failed can be tried again."));
    row->addWidget(goOn_, 0, Qt::AlignBottom);
    connect(goOn_, &QCheckBox::toggled, this, &PlanConfirm::changed);
    connect(reason_, &QLineEdit::textChanged, this, &PlanConfirm::changed);
    connect(typed_, &QLineEdit::textChanged, this, [this] {
        matches_->setVisible(!wanted_.isEmpty() && sentence() == wanted_);
        Q_EMIT changed();
    });
}

void PlanConfirm::set(const QString& sentence, bool reasonNeeded, bool several) {
    goOn_->setVisible(several);
    if (!several) goOn_->setChecked(false);
    reasonNeeded_ = reasonNeeded;
    reasonLabel_->setText(reasonNeeded ? tr("Reason, kept in the audit log")
                                       : tr("Reason, kept in the audit log (optional)"));
    if (wanted_ != sentence) typed_->clear();
    wanted_ = sentence;
    sentence_->setText(sentence);
    typed_->setAccessibleName(tr("Type %1 to confirm").arg(sentence));
    confirmation_->setVisible(!sentence.isEmpty());
    Q_EMIT changed();
}

QString PlanConfirm::reason() const {
    return reason_->text().trimmed();
}
QString PlanConfirm::sentence() const {
    return typed_->text().trimmed();
}

bool PlanConfirm::goesOn() const {
    return goOn_->isChecked();
}

bool PlanConfirm::isComplete() const {
    return (!reasonNeeded_ || !reason().isEmpty()) && (wanted_.isEmpty() || sentence() == wanted_);
}

void PlanConfirm::paintEvent(QPaintEvent*) {
    paintTopLine(this, "surface.raised");
}

}  // namespace steward::views
