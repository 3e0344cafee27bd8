@_exported public import GraphModel
