#include "views/dashboard/panel_card.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/buttons.h"

namespace steward::views {

// A short line as it looks in the chart.
class PanelCard::Mark : public QWidget {
public:
    static constexpr int bad = -1, warning = -2;
    explicit Mark(int series) : series_(series) { setFixedSize(12, 16); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const auto& theme = ui::Theme::current();
        QPen pen(series_ == bad       ? theme.color("danger.solid")
                 : series_ == warning ? theme.color("warning.solid")
                                      : theme.chart(series_),
                 2);
        pen.setCapStyle(Qt::FlatCap);
        if (series_ < 0) pen.setDashPattern({1.5, 1});
        painter.setPen(pen);
        painter.drawLine(0, 8, 12, 8);
    }

private:
    int series_;
};

PanelCard::PanelCard(const QString& id, const QString& title, QWidget* content, QWidget* parent)
    : ui::Card(parent),
      header_(new QHBoxLayout),
      legend_(new QHBoxLayout),
      title_(new ui::Text(title, ui::TextStyle::smallStrong)),
      number_(new ui::Text({}, ui::TextStyle::heading)),
      unit_(new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary)),
      menu_(ui::iconButton(QStringLiteral("three-dots"), tr("Panel %1").arg(title))),
      content_(content) {
    setObjectName(QStringLiteral("panel.") + id);
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 6);
    column->setSpacing(0);
    auto* bar = new QWidget;
    bar->setFixedHeight(ui::Theme::current().metric("cardHeader"));
    bar->setLayout(header_);
    header_->setContentsMargins(12, 4, 12, 0);
    header_->setSpacing(4);
    legend_->setContentsMargins(10, 0, 0, 0);
    legend_->setSpacing(6);
    QFont strong = ui::Theme::current().font(ui::TextStyle::smallStrong);
    strong.setWeight(QFont::DemiBold);
    title_->setFont(strong);
    title_->setElided(true);
    number_->setObjectName(QStringLiteral("value.") + id);
    unit_->setContentsMargins(0, 3, 0, 0);
    header_->addWidget(title_);
    header_->addLayout(legend_);
    header_->addStretch();
    header_->addWidget(number_);
    header_->addWidget(unit_);
    menu_->setObjectName(QStringLiteral("menu.") + id);
    menu_->setButtonSize(ui::ButtonSize::small);
    menu_->hide();
    header_->addWidget(menu_);
    connect(menu_, &QAbstractButton::clicked, this,
            [this] { Q_EMIT menuAsked(menu_->mapToGlobal(QPoint(0, menu_->height() + 4))); });
    column->addWidget(bar);
    column->addWidget(content, 1);
}

void PanelCard::setTitle(const QString& title) {
    title_->setText(title);
}

void PanelCard::setValue(const ui::ValueText& value) {
    number_->setText(value.number);
    unit_->setText(value.unit);
    unit_->setVisible(!value.unit.isEmpty());
}

void PanelCard::addLegend(const QString& name, int series) {
    legend_->addWidget(new Mark(series));
    legend_->addWidget(new ui::Text(name, ui::TextStyle::small, ui::Tone::secondary));
    legend_->addSpacing(6);
}

void PanelCard::addThreshold(const QString& name, bool isWarning) {
    addLegend(name, isWarning ? Mark::warning : Mark::bad);
}

void PanelCard::addTag(QWidget* tag) {
    header_->insertWidget(header_->indexOf(menu_), tag);
}

QString PanelCard::title() const {
    return title_->text();
}

void PanelCard::enterEvent(QEnterEvent* event) {
    ui::Card::enterEvent(event);
    menu_->show();
}

void PanelCard::leaveEvent(QEvent* event) {
    ui::Card::leaveEvent(event);
    menu_->hide();
}

void PanelCard::contextMenuEvent(QContextMenuEvent* event) {
    Q_EMIT menuAsked(event->globalPos());
    event->accept();
}

}  // namespace steward::views
