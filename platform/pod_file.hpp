// Pod and part files: TOML with places, so that every mistake is reported with file and line.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/core/user_error.hpp"
#include "platform/toml.hpp"

namespace lantern {

/// Where a node stands in its file.
Where where(const toml::node& node);
/// Throws UserError with file and line of a syntax error.
toml::table read_toml(const std::string& path);
/// A scalar as the user wrote it: text, number or flag. Throws UserError for anything else.
std::string scalar_text(const toml::node& node, const std::string& key);
/// All scalars of a table, tables within flattened to dotted keys; `skip` keeps out what has a
/// meaning of its own.
std::vector<std::pair<std::string, const toml::node*>> scalars(
    const toml::table& table, const std::vector<std::string>& skip);
/// The table of a section, empty where there is none. Throws UserError if it is something else.
const toml::table& table_of(const toml::table& file, const char* section);
/// The entry of `key` in a part's [port] section, or null; `codeword_out_#` there stands for any
/// index.
const toml::node* declared_port(const toml::table& ports, const std::string& key);
/// Throws UserError naming the nearest of `allowed` for the first other key.
void check_keys(const toml::table& table, const std::vector<std::string>& allowed);
/// The pod's file: a path, or the bare name of one that Lantern brings along. Throws UserError.
std::string find_pod(const std::string& name);
/// A part's file, looked for beside the pod, in ../parts, and in Lantern's own. Throws UserError at
/// `asked`.
std::string find_part(const std::string& name, const std::string& pod_path, const Where& asked);

}  // namespace lantern
