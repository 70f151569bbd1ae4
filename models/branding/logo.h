// A logo file as a person picks it, made into what a brand carries.
#pragma once

#include <QFuture>
#include <QString>
#include <string>

#include "base/result.h"

namespace steward::models {

// Reads PNG, JPEG or SVG of at most 2 MiB, scales it to at most 256 x 256 pixels, and gives base64 of a PNG of at most
// 64 KiB. An SVG that refers to anything outside itself, or has scripts, is refused: rendering one loads local files.
// Runs in a worker.
QFuture<Result<std::string>> readLogo(const QString& file);

}  // namespace steward::models
