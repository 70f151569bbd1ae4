#include "views/import/import_columns.h"

#include <QGridLayout>

#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

ImportColumns::ImportColumns(QWidget* parent) : QScrollArea(parent) {
    setObjectName(u"importColumns"_s);
    setAccessibleName(tr("Columns of the file"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
}

QWidget* ImportColumns::first() const {
    return selects_.isEmpty() ? nullptr : selects_.first();
}

void ImportColumns::set(const imports::Overview& overview, const imports::Mapping& mapping,
                        const imports::Subject& subject) {
    selects_.clear();
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 12, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    const QStringList titles{tr("Column"), tr("In the first rows"), tr("Field")};
    for (int i = 0; i < titles.size(); ++i)
        grid->addWidget(new ui::Text(titles[i], ui::TextStyle::small, ui::Tone::secondary), 0, i);
    int row = 1;
    for (std::size_t i = 0; i < overview.columns.size(); ++i, ++row) {
        const QString name = QString::fromStdString(overview.columns[i]);
        QStringList samples;
        for (const auto& sample : overview.samples[i])
            samples << QString::fromStdString(sample);
        auto* title = new ui::Text(name, ui::TextStyle::bodyStrong);
        title->setElided(true);
        auto* shown = new ui::Text(samples.isEmpty() ? tr("nothing") : samples.join(u" · "_s), ui::TextStyle::body,
                                   samples.isEmpty() ? ui::Tone::tertiary : ui::Tone::secondary);
        shown->setElided(true);
        auto* select = new ui::Select;
        select->setObjectName(u"importField.%1"_s.arg(i));
        select->setAccessibleName(samples.isEmpty()
                                      ? tr("Field of the column %1").arg(name)
                                      : tr("Field of the column %1, with %2").arg(name, samples.join(u", "_s)));
        select->setMinimumWidth(190);
        select->addItem(tr("Leave out"), QString());
        for (const auto& field : subject.fields)
            select->addItem(fieldText(QString::fromStdString(field.name)), QString::fromStdString(field.name));
        select->setCurrentIndex(qMax(0, select->findData(QString::fromStdString(mapping[i]))));
        connect(select, &QComboBox::currentIndexChanged, this,
                [this, select, column = int(i)] { Q_EMIT chosen(column, select->currentData().toString()); });
        grid->addWidget(title, row, 0);
        grid->addWidget(shown, row, 1);
        grid->addWidget(select, row, 2);
        selects_ << select;
    }
    grid->setRowStretch(row, 1);
    setWidget(page);
}

}  // namespace steward::views
