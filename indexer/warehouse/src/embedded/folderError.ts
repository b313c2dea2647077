import { ConfigError } from "@ledgerscope/core";

/** Says what to do about a warehouse folder that the system refuses; other errors pass through. */
export function folderError(path: string, cause: NodeJS.ErrnoException): Error {
  switch (cause.code) {
    case "ENOTDIR":
    case "EEXIST":
      return new ConfigError(`warehouse.path ${path} is not a folder: name a folder, such as ./data`, { cause });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new ConfigError(
        `no permission to write the warehouse folder ${path}: change its owner or warehouse.path`,
        {
          cause,
        },
      );
    case "ENOSPC":
    case "EDQUOT":
      return new ConfigError(`no space left on the disk of the warehouse ${path}: free some or change warehouse.path`, {
        cause,
      });
    default:
      return cause;
  }
}
