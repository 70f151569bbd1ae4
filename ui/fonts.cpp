#include "ui/fonts.h"

#include <QFile>
#include <QFontDatabase>
#include <QtEndian>
#include <optional>

namespace steward::ui {
namespace {

template <class Integer>
std::optional<Integer> readAt(const QByteArray& bytes, qsizetype offset) {
    if (offset < 0 || offset + qsizetype(sizeof(Integer)) > bytes.size()) return std::nullopt;
    return qFromBigEndian<Integer>(bytes.constData() + offset);
}

struct Table {
    qsizetype offset = 0, length = 0;
};

std::optional<Table> findTable(const QByteArray& font, QByteArrayView tag) {
    const auto tables = readAt<quint16>(font, 4).value_or(0);
    for (int table = 0; table < tables; ++table) {
        const qsizetype record = 12 + 16 * qsizetype(table);
        if (font.mid(record, 4) == tag) {
            const auto offset = readAt<quint32>(font, record + 8), length = readAt<quint32>(font, record + 12);
            if (offset && length && qsizetype(*offset) + qsizetype(*length) <= font.size())
                return Table{*offset, *length};
        }
    }
    return std::nullopt;
}

}  // namespace

QByteArray withTabularFigures(QByteArray font) {
    const auto substitutions = findTable(font, "GSUB");
    if (!substitutions) return font;
    const qsizetype features = substitutions->offset + readAt<quint16>(font, substitutions->offset + 6).value_or(0);
    const auto count = readAt<quint16>(font, features).value_or(0);
    for (int feature = 0; feature < count; ++feature) {
        const qsizetype record = features + 2 + 6 * qsizetype(feature);
        if (font.mid(record, 4) == "tnum") font.replace(record, 4, "rclt");
    }
    return font;
}

QByteArray renamed(QByteArray font, const QString& from, const QString& to) {
    Q_ASSERT(from.size() == to.size());
    const auto bigEndian = [](const QString& text) {
        QByteArray bytes;
        for (const QChar letter : text)
            bytes.append(char(letter.unicode() >> 8)).append(char(letter.unicode() & 0xff));
        return bytes;
    };
    const auto names = findTable(font, "name");
    if (!names) return font;
    QByteArray table = font.mid(names->offset, names->length);
    table.replace(bigEndian(from), bigEndian(to)).replace(from.toLatin1(), to.toLatin1());
    return font.replace(names->offset, names->length, table);
}

void loadFonts() {
    static const bool loaded = [] {
        for (const char* name : {"Inter-Regular.otf", "Inter-Italic.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                                 "JetBrainsMono-Regular.ttf"}) {
            QFile file(u":/steward/fonts/"_qs + QLatin1String(name));
            if (!file.open(QIODevice::ReadOnly) || QFontDatabase::addApplicationFontFromData(renamed(
                                                       withTabularFigures(file.readAll()), QStringLiteral("Inter"),
                                                       QString::fromUtf16(tabularInter))) < 0) {
                qWarning("The font %s could not be loaded", name);
            }
        }
        return true;
    }();
    Q_UNUSED(loaded)
}

}  // namespace steward::ui
