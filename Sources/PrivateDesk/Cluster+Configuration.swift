extension Cluster {
    /// Writes the three files that decide who may connect and how the server behaves. They are ours
    /// alone: written again at each start, so that a changed port or account takes effect.
    func writeConfiguration() throws {
        try write(serverSettings, to: "irra.conf")
        try write(clientAuthentication, to: "pg_hba.conf")
        try write(accountMap, to: "pg_ident.conf")
        let main = dataDirectory + "/postgresql.conf"
        let include = "include 'irra.conf'\n"
        guard let text = FileSystem.text(main) else {
            throw DeskError.state("\(main) cannot be read")
        }
        if !text.hasSuffix(include) { try write(text + include, to: "postgresql.conf") }
    }

    private func write(_ text: String, to file: String) throws {
        let path = dataDirectory + "/" + file
        try FileSystem.write(text.utf8, to: path, mode: 0o600)
        try FileSystem.setOwner(path, account)
    }

    /// For a machine with a few gigabytes that also compiles and tests. The wal sender and receiver
    /// notice a dead partner within 10 s; a slot never keeps more than 2 GB of a dead subscriber's
    /// log.
    private var serverSettings: String {
        let common = """
            cluster_name = 'irra \(name)'
            port = \(port)
            unix_socket_directories = '\(socketDirectory)'
            unix_socket_permissions = 0700
            wal_level = logical
            timezone = 'UTC'
            log_timezone = 'UTC'
            password_encryption = 'scram-sha-256'
            log_line_prefix = '%m [%p] %q%u@%d %a '
            jit = off
            max_replication_slots = 16
            max_wal_senders = 16
            max_logical_replication_workers = 8
            max_worker_processes = 16
            wal_retrieve_retry_interval = '1s'

            """
        switch purpose {
        case .desk:
            return common + """
                listen_addresses = '127.0.0.1'
                max_connections = 120
                shared_buffers = '128MB'
                effective_cache_size = '1GB'
                work_mem = '8MB'
                maintenance_work_mem = '64MB'
                min_wal_size = '80MB'
                max_wal_size = '1GB'
                wal_sender_timeout = '10s'
                wal_receiver_timeout = '10s'
                max_slot_wal_keep_size = '2GB'
                log_min_duration_statement = '1s'
                log_lock_waits = on

                """
        case .test:
            return common + """
                listen_addresses = ''
                max_connections = 300
                shared_buffers = '128MB'
                fsync = off
                full_page_writes = off
                autovacuum = off
                min_wal_size = '80MB'
                max_wal_size = '2GB'

                """
        }
    }

    /// Over the socket only root and whoever started the desk become `postgres`; everybody else,
    /// and every worker, proves a password. `postgres` has none and never comes over TCP.
    private var clientAuthentication: String {
        switch purpose {
        case .desk:
            """
            local all         postgres              peer map=desk
            local all         all                   scram-sha-256
            host  all         postgres 127.0.0.1/32 reject
            host  all         all      127.0.0.1/32 scram-sha-256

            """
        case .test:
            """
            local all         all trust
            local replication all trust

            """
        }
    }

    private var accountMap: String {
        var lines = ["desk root postgres"]
        if account.starter != "root" { lines.append("desk \"\(account.starter)\" postgres") }
        return lines.joined(separator: "\n") + "\n"
    }
}
