/// A scalar and what it is in other cases, where that is one scalar too.
struct CaseForms {
    let scalar: Unicode.Scalar
    let lower: Unicode.Scalar
    let upper: Unicode.Scalar
    /// The same for scalars that differ in case only.
    let folded: Unicode.Scalar

    init(_ scalar: Unicode.Scalar) {
        self.scalar = scalar
        lower = Self.lower(scalar)
        upper = Self.upper(scalar)
        // By way of the upper case, since some letters have two lower ones: σ and ς.
        folded = Self.lower(upper)
    }

    /// For an expression that regards case.
    init(same scalar: Unicode.Scalar) {
        self.scalar = scalar
        lower = scalar
        upper = scalar
        folded = scalar
    }

    private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.isASCII else { return single(scalar.properties.lowercaseMapping, scalar) }
        guard "A"..."Z" ~= scalar else { return scalar }
        return Unicode.Scalar(UInt8(scalar.value) + 32)
    }

    private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.isASCII else { return single(scalar.properties.uppercaseMapping, scalar) }
        guard "a"..."z" ~= scalar else { return scalar }
        return Unicode.Scalar(UInt8(scalar.value) - 32)
    }

    private static func single(_ text: String, _ otherwise: Unicode.Scalar) -> Unicode.Scalar {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.dropFirst().isEmpty else { return otherwise }
        return first
    }
}
