/** Logs out a person whom the tasks led here. A link of another site only shows the button. */

if (document.referrer.startsWith(`${location.origin}/`)) document.getElementById("logout-form").requestSubmit();
