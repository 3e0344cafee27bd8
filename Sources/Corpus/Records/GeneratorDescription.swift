package import JSONRecords

/// What writes notes, with all that its notes depend on.
package struct GeneratorDescription: Sendable, Equatable {
    /// `offline`, or the address of the server.
    package let name: String
    package let model: String
    /// An object of settings in a fixed order.
    package let settings: JSONValue

    package init(name: String, model: String, settings: JSONValue) {
        self.name = name
        self.model = model
        self.settings = settings
    }

    /// The same for the same generator: another model or setting asks every prompt anew.
    package var identity: String { fingerprint([name, model, settings.text]) }

    /// `{"name", "model", "settings"}`
    package var json: JSONValue {
        .object([
            .init(key: "name", value: .string(name)), .init(key: "model", value: .string(model)),
            .init(key: "settings", value: settings),
        ])
    }
}

extension JSONValue {
    /// The value as JSON on one line.
    package var text: String {
        var writer = JSONWriter()
        writer.write(self)
        return writer.text
    }
}
