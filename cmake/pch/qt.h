// What nearly every Qt file includes, besides the plain ones.
#pragma once
#include "plain.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QBoxLayout>
#include <QFuture>
#include <QHash>
#include <QLabel>
#include <QObject>
#include <QPainter>
#include <QPushButton>
#include <QString>
#include <QTimer>
#include <QVariant>
#include <QVector>
#include <QWidget>
