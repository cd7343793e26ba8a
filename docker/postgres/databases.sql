-- Run once, when the volume is new: each service has a database of its own.
CREATE DATABASE designs;
CREATE DATABASE orders;
