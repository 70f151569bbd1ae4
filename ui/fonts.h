// The fonts that travel inside the program: Inter (regular, italic, medium, semibold) and JetBrains Mono.
#pragma once

#include <QByteArray>

namespace steward::ui {

// The family that Inter has in this program, so that an Inter of the system is never mistaken for it.
inline constexpr char16_t tabularInter[] = u"Intab";

// Registers them once. Inter's figures are tabular (all of one width) everywhere: Qt 6.4 cannot switch OpenType
// features on, so the feature `tnum` is renamed, in memory, to `rclt`, which every shaper applies. GUI thread.
void loadFonts();

// The same font with tabular figures; unchanged when it has no `tnum` or is not an OpenType font.
QByteArray withTabularFigures(QByteArray font);

// The same font under another family name of the same length.
QByteArray renamed(QByteArray font, const QString& from, const QString& to);

}  // namespace steward::ui
