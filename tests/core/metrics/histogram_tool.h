#pragma once

#include <QByteArray>
#include <QStringList>

/// What Java's HdrHistogram (Debian: libhdrhistogram-java) prints for `input`: HistogramTool.java beside this file,
/// compiled as it starts. Fails the running test, with Java's words, where it can't run.
[[nodiscard]] QStringList histogramTool(const QStringList &arguments, const QByteArray &input = {});
