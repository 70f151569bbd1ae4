// The rows of both contestants: tenants in memory behind an index vector, so that filter and sort move no row.
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

#include "domain/tenant.h"
#include "ui/item_roles.h"
#include "ui/paint.h"

namespace steward::bench {

enum Column { Name, Status, Plan, Users, Mrr, Region, Requests, LastActive, ColumnCount };

// Tenant number `i` of a list that is the same in every run.
inline domain::Tenant tenantAt(int i) {
    static constexpr const char* first[] = {"Tarnwick", "Oakmere", "Quellhof", "Bramley", "Soderholm", "Larkspur"};
    static constexpr const char* second[] = {"Foods", "Logistics", "Robotics", "Health", "Studios"};
    const auto mixed = static_cast<std::uint32_t>(i) * 2654435761U >> 8;
    domain::Tenant tenant;
    tenant.id = "ten_" + std::to_string(i);
    tenant.name = std::string(first[mixed % 6]) + " " + second[mixed / 6 % 5] + " " + std::to_string(i);
    tenant.slug = "t" + std::to_string(i);
    tenant.status = static_cast<domain::TenantStatus>(mixed % 5);
    tenant.plan = static_cast<domain::SubscriptionPlan>(mixed / 5 % 4);
    tenant.region = mixed % 3 == 0 ? "eu-central" : "us-east";
    tenant.users = mixed % 2000;
    tenant.mrrMinor = mixed % 1'000'000;
    tenant.lastActiveAt = Time(std::chrono::milliseconds(1'795'420'800'000 - static_cast<std::int64_t>(mixed) * 60));
    return tenant;
}

inline QList<qreal> requestsAt(int i) {
    QList<qreal> values;
    for (int hour = 0; hour < 24; ++hour)
        values.append((i * 31 + hour * hour * 7) % 97);
    return values;
}

// What the bare view is given: texts.
class PlainRows : public QAbstractTableModel {
public:
    explicit PlainRows(int count) {
        rows_.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            const domain::Tenant tenant = tenantAt(i);
            rows_.push_back({QString::fromStdString(tenant.name), QString::fromStdString(tenant.region), tenant.users,
                             tenant.mrrMinor, tenant.lastActiveAt.time_since_epoch().count(),
                             static_cast<int>(tenant.status), static_cast<int>(tenant.plan)});
        }
        all_.resize(rows_.size());
        std::iota(all_.begin(), all_.end(), 0);
        order_ = all_;
    }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(order_.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        static const QStringList titles{QStringLiteral("Tenant"), QStringLiteral("Status"), QStringLiteral("Plan"),
                                        QStringLiteral("Users"),  QStringLiteral("MRR"),    QStringLiteral("Region"),
                                        QStringLiteral("24 h"),   QStringLiteral("Active")};
        return orientation == Qt::Horizontal && role == Qt::DisplayRole ? titles[section] : QVariant();
    }
    QVariant data(const QModelIndex& index, int role) const override {
        return role == Qt::DisplayRole ? text(index) : QVariant();
    }
    void sort(int, Qt::SortOrder order) override {
        beginResetModel();
        std::ranges::sort(order_, [&](int a, int b) {
            const auto left = std::pair(rows_[std::size_t(a)].mrr, a), right = std::pair(rows_[std::size_t(b)].mrr, b);
            return order == Qt::AscendingOrder ? left < right : right < left;
        });
        endResetModel();
    }
    // One row in twenty, or all again.
    void filter(bool on) {
        beginResetModel();
        order_.clear();
        if (on) {
            std::ranges::copy_if(all_, std::back_inserter(order_),
                                 [this](int i) { return rows_[std::size_t(i)].users < 100; });
        } else {
            order_ = all_;
        }
        endResetModel();
    }

protected:
    struct Row {
        QString name, region;
        std::int64_t users, mrr, lastActive;
        int status, plan;
    };
    const Row& at(const QModelIndex& index) const { return rows_[std::size_t(number(index))]; }
    int number(const QModelIndex& index) const { return order_[std::size_t(index.row())]; }

private:
    QVariant text(const QModelIndex& index) const {
        static const QStringList statuses{QStringLiteral("Trial"), QStringLiteral("Active"), QStringLiteral("Past due"),
                                          QStringLiteral("Suspended"), QStringLiteral("Archived")};
        static const QStringList plans{QStringLiteral("Free"), QStringLiteral("Team"), QStringLiteral("Scale"),
                                       QStringLiteral("Enterprise")};
        const Row& row = at(index);
        switch (index.column()) {
            case Name:
                return row.name;
            case Status:
                return statuses[row.status];
            case Plan:
                return plans[row.plan];
            case Users:
                return QString::number(row.users);
            case Mrr:
                return QString::number(double(row.mrr) / 100, 'f', 2);
            case Region:
                return row.region;
            case Requests:
                return QString::number(number(index) % 97);
            default:
                return QString::number(row.lastActive / 60'000 % 1440) + QStringLiteral(" min");
        }
    }

    std::vector<Row> rows_;
    std::vector<int> all_, order_;
};

// What ours is given beyond that: keys, logos, badges, series.
class RichRows final : public PlainRows {
public:
    using PlainRows::PlainRows;
    QVariant data(const QModelIndex& index, int role) const override {
        switch (role) {
            case ui::RowKeyRole:
                return QString::number(number(index));
            case ui::LogoRole:
                return index.column() == Name ? QVariant::fromValue(ui::logoFor(at(index).name)) : QVariant();
            case ui::BadgeKindRole:
                return index.column() == Status ? QVariant::fromValue(static_cast<ui::BadgeKind>(at(index).status))
                                                : QVariant();
            case ui::SeriesRole:
                return index.column() == Requests ? QVariant::fromValue(requestsAt(number(index))) : QVariant();
            default:
                return index.column() == Requests ? QVariant() : PlainRows::data(index, role);
        }
    }
};

}  // namespace steward::bench
