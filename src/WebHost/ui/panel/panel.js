import { startAccess } from './access.js';
import { startCopy } from './copy.js';
import { startFilters } from './filters.js';
import { startFinds } from './find.js';
import { startForms } from './forms.js';
import { startInherited } from './inherit.js';
import { startKeys } from './keys.js';
import { startLive } from './live.js';
import { startPickers } from './picker.js';
import { startPreview } from './preview.js';
import { startTabs } from './tabs.js';
import { startTimes } from './times.js';
import { startUploads } from './upload.js';

document.documentElement.classList.add('scripted');
startTimes(document);
startTabs();
startFinds();
startForms();
startPickers();
startAccess();
startFilters();
startUploads();
startInherited();
startPreview();
startLive();
startCopy();
startKeys();

// On a narrow screen the menu and the tabs scroll sideways: where one is must be seen.
for (const current of document.querySelectorAll('nav [aria-current]')) current.scrollIntoView({ block: 'nearest', inline: 'center' });
