// The fonts that travel inside the program: Inter (regular, italic, medium, semibold) and JetBrains Mono.
#pragma once

#include <QByteArray>

namespace steward::ui {

// Registers them once. Inter's figures are tabular (all of one width) everywhere: Qt 6.4 cannot switch OpenType features
// on, so the feature `tnum` is renamed, in memory, to `rclt`, which every shaper applies. GUI thread.
void loadFonts();

// The same font with tabular figures; unchanged when it has no `tnum` or is not an OpenType font.
QByteArray withTabularFigures(QByteArray font);

}  // namespace steward::ui
