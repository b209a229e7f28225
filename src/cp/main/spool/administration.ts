/** Users, spool, saved systems and disks together, as the host's commands see a home. */
import {
  type Administration,
  type DiskAdministration,
  NO_TAPES,
  type SpoolAdministration,
  type SystemAdministration,
  type TapeAdministration,
  type UserAdministration,
} from '../../ports/administration.js';

/** Puts the parts together; a user that is removed loses its spool files too. */
export function joinAdministration(
  users: UserAdministration,
  spool: SpoolAdministration,
  systems: SystemAdministration,
  disks: DiskAdministration,
  tapes: TapeAdministration = NO_TAPES,
): Administration {
  return {
    addUser: (user) => users.addUser(user),
    listUsers: () => users.listUsers(),
    setPassword: (userid, password) => users.setPassword(userid, password),
    addKeys: (userid, keys) => users.addKeys(userid, keys),
    async removeUser(userid) {
      await users.removeUser(userid);
      await spool.purgeUser(userid);
    },
    putDeck: (deck) => spool.putDeck(deck),
    printerFiles: (userid) => spool.printerFiles(userid),
    printerFile: (userid, id) => spool.printerFile(userid, id),
    printed: (userid, id) => spool.printed(userid, id),
    purgeUser: (userid) => spool.purgeUser(userid),
    importSystem: (system) => systems.importSystem(system),
    mountTape: (order) => tapes.mountTape(order),
    unloadTape: (userid, device) => tapes.unloadTape(userid, device),
    listDisks: (userid) => disks.listDisks(userid),
    importDisk: (userid, device, paths, tracks) => disks.importDisk(userid, device, paths, tracks),
    exportDisk: (userid, device, path, hercules) =>
      disks.exportDisk(userid, device, path, hercules),
    checkDisk: (userid, device) => disks.checkDisk(userid, device),
    checkImage: (path) => disks.checkImage(path),
  };
}
