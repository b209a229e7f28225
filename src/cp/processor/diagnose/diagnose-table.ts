/** All DIAGNOSE codes that CP executes. */
import { identify } from './d00-identify.js';
import { cpStorage } from './d04-cp-storage.js';
import { command } from './d08-command.js';
import { pseudoTimer } from './d0c-pseudo-timer.js';
import { releasePages } from './d10-release-pages.js';
import { spoolInput } from './d14-spool-input.js';
import { standardDiskIo } from './d18-standard-disk-io.js';
import { eraseErrors } from './d1c-error-records.js';
import { generalIo } from './d20-general-io.js';
import { deviceType } from './d24-device-type.js';
import { channelProgram } from './d28-channel-program.js';
import { directory } from './d3c-directory.js';
import { endSlice } from './d44-end-slice.js';
import { svc76 } from './d48-svc-76.js';
import { accounting } from './d4c-accounting.js';
import { externalKey } from './d54-external-key.js';
import { display } from './d58-display.js';
import { editMessage } from './d5c-edit-message.js';
import { storageSize } from './d60-storage-size.js';
import { segments } from './d64-segments.js';
import { vmcf } from './d68-vmcf.js';
import { displayData } from './d8c-display-data.js';
import { blockIo } from './da4-block-io.js';
import { synchronousIo } from './da8-synchronous-io.js';
import { language } from './dc8-language.js';
import { deviceBlock } from './d210-device-block.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** By code. */
export const DIAGNOSE_CODES: ReadonlyMap<number, DiagnoseCode> = new Map(
  [
    identify,
    cpStorage,
    command,
    pseudoTimer,
    releasePages,
    spoolInput,
    standardDiskIo,
    eraseErrors,
    generalIo,
    deviceType,
    channelProgram,
    directory,
    endSlice,
    svc76,
    accounting,
    externalKey,
    display,
    editMessage,
    storageSize,
    segments,
    vmcf,
    displayData,
    blockIo,
    synchronousIo,
    language,
    deviceBlock,
  ].map((code) => [code.code, code]),
);
