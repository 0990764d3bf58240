#pragma once

#include <QTemporaryDir>

#include <fmt/format.h>

#include <cstdlib>
#include <string>

/// A certificate of our own, made by the openssl program for 127.0.0.1 and localhost. Its files go with the object.
class TestCertificate {
public:
    TestCertificate()
    {
        const std::string command = fmt::format(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj '/CN=escala test' "
            "-addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout '{}' -out '{}' 2>&1",
            key(), certificate());
        m_made = std::system(command.c_str()) == 0;
    }

    [[nodiscard]] bool made() const { return m_made; }
    [[nodiscard]] std::string certificate() const
    {
        return m_folder.filePath(QStringLiteral("cert.pem")).toStdString();
    }
    [[nodiscard]] std::string key() const { return m_folder.filePath(QStringLiteral("key.pem")).toStdString(); }

private:
    QTemporaryDir m_folder;
    bool m_made = false;
};
