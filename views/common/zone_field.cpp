#include "views/common/zone_field.h"

#include <QCompleter>
#include <QTimeZone>

namespace steward::views {

std::string zoneHere() {
    const QByteArray here = QTimeZone::systemTimeZoneId();
    return here.isEmpty() ? "UTC" : here.toStdString();
}

ui::LineField* zoneField(const std::string& zone) {
    auto* field = new ui::LineField(QStringLiteral("Europe/Berlin"));
    field->setMaxLength(64);
    field->setText(QString::fromStdString(zone));
    QStringList zones;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        zones << QString::fromLatin1(id);
    auto* completer = new QCompleter(zones, field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    field->setCompleter(completer);
    return field;
}

}  // namespace steward::views
